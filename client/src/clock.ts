import { toEpochMs } from './status.js';

/** Time and timers of the machine. Tests give their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once after a delay; returns what cancels it. */
  after(delayMs: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** No stamp travels for so long: the server's clock was set. */
const serverClockSetMs = 60_000;

/**
 * Server time, learnt from the `serverTime` that the gateway sends. A stamp is as old as its journey, so the largest offset of
 * a connection, which comes from the fastest stamp, is the best one.
 */
export class ServerClock {
  #offsetMs = 0;
  #known = false;

  constructor(private readonly local: Clock) {}

  /** Server time in epoch milliseconds; the local time until the first stamp. */
  now(): number {
    return this.local.now() + this.#offsetMs;
  }

  /** Server time minus local time, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** A new connection: what was learnt may be wrong by now (the local clock was set, the laptop slept). */
  restart(serverTime: unknown): void {
    this.#known = false;
    this.observe(serverTime);
  }

  observe(serverTime: unknown): void {
    const stampMs = typeof serverTime === 'string' ? toEpochMs(serverTime) : null;
    if (stampMs === null) return;
    const offsetMs = stampMs - this.local.now();
    const isSet = this.#offsetMs - offsetMs > serverClockSetMs;
    this.#offsetMs = this.#known && !isSet ? Math.max(this.#offsetMs, offsetMs) : offsetMs;
    this.#known = true;
  }
}
