export {
  type RealtimeStatus,
  useConnectionState,
  usePresence,
  usePresenceClient,
  useRealtimeStatus,
  useStatuses,
  useUserStatus,
} from './hooks.js';
export { OnlineIndicator, type OnlineIndicatorProps } from './online-indicator.js';
export { PresenceProvider, type PresenceProviderProps } from './provider.js';
export { StatusDot, type StatusDotProps } from './status-dot.js';
