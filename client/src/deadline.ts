import type { Clock } from './clock.js';

/** Browsers overflow on longer timers and fire at once; an early call costs nothing, so waits are cut there. */
const longestWaitMs = 2 ** 31 - 1;

/** A single timer kept at the earliest of the moments it was asked for. While nothing is due it does not exist. */
export class Deadline {
  #dueAt = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly onDue: () => void,
  ) {}

  /** Calls `onDue` no later than `dueAt`, in epoch milliseconds of the local clock. */
  noLaterThan(dueAt: number): void {
    if (dueAt >= this.#dueAt) return;
    this.cancel();
    this.#dueAt = dueAt;
    const waitMs = Math.min(Math.max(0, Math.ceil(dueAt - this.clock.now())), longestWaitMs);
    this.#cancel = this.clock.after(waitMs, () => {
      this.#dueAt = Number.POSITIVE_INFINITY;
      this.#cancel = null;
      this.onDue();
    });
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#dueAt = Number.POSITIVE_INFINITY;
  }
}
