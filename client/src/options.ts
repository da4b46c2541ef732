import type { Clock } from './clock.js';
import type { ConnectionState } from './connection.js';
import type { RestAccess } from './credential.js';
import type { StatusThresholds } from './status.js';

export interface PresenceClientOptions {
  /** How somebody without any connection is shown while recently active. Default `away`. */
  readonly disconnectedAs?: 'away' | 'offline' | undefined;
  /** Thresholds of the status rule; without them those of the gateway count. */
  readonly thresholds?: StatusThresholds | undefined;
  readonly clock?: Clock | undefined;
  /** Told once of each kind of malformed input. Default `console.warn`. */
  readonly warn?: ((message: string) => void) | undefined;
  /** Whether `close` and a refusal disconnect the socket. Default true. */
  readonly ownsSocket?: boolean | undefined;
  /** Where `refreshPresence` asks, and as whom. `connectPresence` fills it in. */
  readonly rest?: RestAccess | undefined;
}

export type PresenceChange =
  | { readonly kind: 'people'; readonly userIds: readonly string[] }
  | { readonly kind: 'connection'; readonly state: ConnectionState };
