/**
 * Order of versions, of Maven's and npm's kind alike: numbers by value, what is before a release (alpha, beta, milestone,
 * candidate, snapshot) below it, `Final` and `GA` the release itself, any other word above it.
 */
const BEFORE = ['alpha', 'a', 'beta', 'b', 'milestone', 'm', 'rc', 'cr', 'snapshot'];
const RELEASE = ['', 'final', 'ga', 'release'];

function parts(version) {
  return version
    .toLowerCase()
    .replace(/\+.*/, '')
    .split(/[.\-_]|(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/)
    .map(part => (/^\d+$/.test(part) ? Number(part) : part))
    .filter(part => !RELEASE.includes(part));
}

function weight(part) {
  if (typeof part === 'number') return [2, part];
  if (part === undefined) return [1, 0];
  const before = BEFORE.indexOf(part);
  return before < 0 ? [1, 1] : [0, before];
}

/** Below zero when the one is older than the other. */
export function compare(one, other) {
  const [a, b] = [parts(one), parts(other)];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    // 1.0 and 1 are the same version.
    const [x, y] = [a[i], b[i]].map((part, side) =>
      part === undefined && typeof [b, a][side][i] === 'number' ? 0 : part,
    );
    const [kindX, valueX] = weight(x);
    const [kindY, valueY] = weight(y);
    if (kindX !== kindY) return kindX - kindY;
    if (valueX !== valueY) return valueX - valueY;
  }
  return 0;
}

/** Whether a version lies in one of the ranges `{from, below}` or `{from, upTo}`; without `from` since ever, without an end until today. */
export function within(version, ranges) {
  return ranges.some(
    ({ from, below, upTo }) =>
      (from === undefined || compare(version, from) >= 0) &&
      (below === undefined || compare(version, below) < 0) &&
      (upTo === undefined || compare(version, upTo) <= 0),
  );
}
