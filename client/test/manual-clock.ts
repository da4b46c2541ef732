import type { Clock } from '../src/index.js';

/** Time that stands still until it is advanced; counts the timers in use. */
export class ManualClock implements Clock {
  #now: number;
  #timers = new Map<number, { at: number; callback: () => void }>();
  #nextId = 0;
  /** How many timers were ever set. */
  timersSet = 0;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): () => void {
    const id = this.#nextId++;
    this.timersSet++;
    this.#timers.set(id, { at: this.#now + delayMs, callback });
    return () => this.#timers.delete(id);
  }

  get pending(): number {
    return this.#timers.size;
  }

  get nextAt(): number | undefined {
    const moments = [...this.#timers.values()].map(timer => timer.at);
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.nextAt; next !== undefined && next <= end; next = this.nextAt) {
      this.#now = next;
      for (const [id, timer] of this.#timers) {
        if (timer.at > next) continue;
        this.#timers.delete(id);
        timer.callback();
      }
    }
    this.#now = end;
  }
}
