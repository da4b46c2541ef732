import { type Clock, systemClock } from '../clock.js';
import { Deadline } from '../deadline.js';

/** Who is to be woken when: one timer, however many wait, and none while nobody does. Times are server time. */
export class Wakings {
  readonly #waiting = new Map<symbol, { readonly at: number; readonly wake: () => void }>();
  readonly #next: Deadline;

  constructor(
    private readonly serverNow: () => number,
    private readonly clock: Clock = systemClock,
  ) {
    this.#next = new Deadline(clock, () => this.#onDue());
  }

  /** Wakes once; returns what cancels it. */
  at(at: number, wake: () => void): () => void {
    const key = Symbol();
    this.#waiting.set(key, { at, wake });
    this.#schedule(at);
    return () => {
      this.#waiting.delete(key);
      if (this.#waiting.size === 0) this.#next.cancel();
    };
  }

  #schedule(at: number): void {
    this.#next.noLaterThan(this.clock.now() + at - this.serverNow());
  }

  #onDue(): void {
    const now = this.serverNow();
    for (const [key, { at, wake }] of [...this.#waiting]) {
      if (at > now) continue;
      this.#waiting.delete(key);
      wake();
    }
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.#waiting.values()) next = Math.min(next, at);
    if (next < Number.POSITIVE_INFINITY) this.#schedule(next);
  }
}
