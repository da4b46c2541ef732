import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { ConnectionState } from '../connection.js';
import type { Person } from '../people.js';
import type { PresenceClient } from '../presence-client.js';
import { type StatusPresentation, statusPresentation } from '../presentation.js';
import type { UserStatus } from '../status.js';
import { usePresenceContext } from './provider.js';
import type { PresenceState } from './store.js';

export function usePresenceState<Selected>(selector: (state: PresenceState) => Selected): Selected {
  return useStore(usePresenceContext().store, selector);
}

export function usePresenceClient(): PresenceClient | null {
  return usePresenceContext().client;
}

/** A person as known now; undefined for a stranger. Renders at every change of this person and of nobody else. */
export function usePresence(userId: string): Person | undefined {
  return usePresenceState(state => state.person(userId));
}

/** Renders only when the status changes, not at every sign of activity. */
export function useUserStatus(userId: string): UserStatus {
  return usePresenceState(state => state.person(userId)?.status ?? 'offline');
}

/** The statuses of several people in the order of their ids, as for a count or a sorted list. Renders when one of them changes. */
export function useStatuses(userIds: readonly string[]): readonly UserStatus[] {
  const { store } = usePresenceContext();
  const select = useShallow((state: PresenceState) =>
    userIds.map(userId => state.person(userId)?.status ?? 'offline'),
  );
  return useStore(store, select);
}

export function useConnectionState(): ConnectionState {
  return usePresenceState(state => state.connection);
}

export interface RealtimeStatus extends StatusPresentation {
  readonly isOnline: boolean;
  readonly lastActiveAt: string | null;
  readonly lastSeen: string | null;
  /** False while the connection is not there: what is shown was true, and may not be any more. */
  readonly isCertain: boolean;
}

/** All that is needed to draw a person's presence, in the language of the provider. */
export function useRealtimeStatus(userId: string): RealtimeStatus {
  const { language } = usePresenceContext();
  const person = usePresence(userId);
  const isCertain = usePresenceState(state => state.connection.phase === 'online');
  return {
    ...statusPresentation(person?.status ?? 'offline', language),
    isOnline: person?.isOnline ?? false,
    lastActiveAt: person?.lastActiveAt ?? null,
    lastSeen: person?.lastSeen ?? null,
    isCertain,
  };
}
