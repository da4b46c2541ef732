import type { Digests } from './digests.js';
import type { Action, Life } from './life.js';
import type { Sight } from './sight.js';
import type { PresenceSocket } from './socket.js';

/** What the handlers of a client's events work on. */
export interface Core extends Sight, Digests {
  readonly socket: PresenceSocket;
  /** Disconnects the socket, unless it is borrowed. */
  readonly cut: () => void;
  /** Where the connection is in its life. */
  readonly life: () => Life;
  /** Something happens to the connection; returns the life to which it led. */
  readonly act: (action: Action) => Life;
  /** Malformed input: a warning, once of each kind. */
  readonly complain: (event: string, payload: unknown) => void;
}

/** What is done when an event of the gateway or the socket comes, by its name. */
export type Handlers = Readonly<Record<string, (payload: unknown) => void>>;

/** What is malformed is complained about; the rest is handled. */
export function decoded<T>(
  { complain }: Core,
  event: string,
  decode: (payload: unknown) => T | null,
  handle: (value: T, payload: unknown) => void,
): Handlers {
  return {
    [event](payload) {
      const value = decode(payload);
      if (value) handle(value, payload);
      else complain(event, payload);
    },
  };
}

/** Listens to all of them; returns what ends it. */
export function listen(socket: PresenceSocket, handlers: Handlers): () => void {
  const all = Object.entries(handlers);
  for (const [event, handler] of all) socket.on(event, handler);
  return () => {
    for (const [event, handler] of all) socket.off(event, handler);
  };
}
