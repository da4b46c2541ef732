export const wait = (millis: number) => new Promise<void>(done => setTimeout(done, millis));

/** Milliseconds until it is so, null when that took too long. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  within: number,
): Promise<number | null> {
  const start = performance.now();
  for (;;) {
    if (await isSo()) return performance.now() - start;
    if (performance.now() - start > within) return null;
    await wait(20);
  }
}
