/**
 * `@meeshy/presence/react`: provider, hooks, the dot and the words.
 *
 * @module react
 */
export {
  type RealtimeStatus,
  useConnectionState,
  usePresence,
  usePresenceClient,
  useRealtimeStatus,
  useStatuses,
  useUserStatus,
} from './hooks.js';
export { LastSeen, type LastSeenProps } from './last-seen.js';
export { OnlineIndicator, type OnlineIndicatorProps } from './online-indicator.js';
export { PresenceProvider, type PresenceProviderProps } from './provider.js';
export { type ManualStatusRefresh, useManualStatusRefresh } from './refresh.js';
export { StatusDot, type StatusDotProps } from './status-dot.js';
