import type { PresenceSocket } from '../src/index.js';

type Listener = (...payload: unknown[]) => void;

/** A socket whose gateway is the test. */
export class ScriptedSocket implements PresenceSocket {
  connected = false;
  active = true;
  readonly emitted: unknown[][] = [];
  readonly #listeners = new Map<string, Set<Listener>>();

  on(event: string, listener: Listener): this {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return this;
  }

  off(event: string, listener: Listener): this {
    this.#listeners.get(event)?.delete(listener);
    return this;
  }

  emit(...event: unknown[]): this {
    this.emitted.push(event);
    return this;
  }

  disconnect(): this {
    this.active = false;
    this.drop('io client disconnect');
    return this;
  }

  /** An event arrives. */
  receive(event: string, payload?: unknown): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(payload);
  }

  drop(reason = 'transport close'): void {
    this.connected = false;
    this.receive('disconnect', reason);
  }

  listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0);
  }
}
