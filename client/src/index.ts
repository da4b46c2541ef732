/**
 * `@meeshy/presence`: the core, without any framework.
 *
 * @module presence
 */
export { type Clock, systemClock } from './clock.js';
export { type ConnectOptions, connectPresence } from './connect.js';
export type { CloseReason, ConnectionState } from './connection.js';
export type { Credential, RestAccess } from './credential.js';
export {
  english,
  french,
  type LanguageChoice,
  type PresenceLanguage,
  presenceLanguage,
} from './language.js';
export { elapsedText, lastSeenText } from './last-seen.js';
export type { PresenceChange, PresenceClientOptions } from './options.js';
export type { Person } from './people.js';
export { PresenceClient } from './presence-client.js';
export { type StatusPresentation, statusColours, statusPresentation } from './presentation.js';
export { type RefreshOutcome, refreshPresence } from './refresh.js';
export type { PresenceSocket } from './socket.js';
export {
  defaultThresholds,
  getUserStatus,
  nextStatusChangeAt,
  type StatusInput,
  type StatusOptions,
  type StatusThresholds,
  type UserStatus,
} from './status.js';
export { decodePresence } from './wire/decoding.js';
export type * from './wire/events.js';
