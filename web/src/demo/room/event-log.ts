import { createStore, type StoreApi } from 'zustand/vanilla';

export type LoggedKind = 'edge' | 'activity' | 'message' | 'typing' | 'sent' | 'other';

export interface LoggedEvent {
  readonly id: number;
  /** Local time of arrival, epoch milliseconds. */
  readonly at: number;
  readonly event: string;
  readonly kind: LoggedKind;
  /** Whom it is about, as an id. */
  readonly userId: string | null;
  /** What the words need: the new connection, the text of a message, a count. */
  readonly detail: string;
  /** From its cause on the server to its arrival; for what we sent, there and back. Null where nothing tells. */
  readonly latencyMs: number | null;
}

export interface EventLog {
  readonly events: readonly LoggedEvent[];
  readonly total: number;
}

export type EventLogStore = StoreApi<EventLog>;

const kept = 120;

export function createEventLog(): EventLogStore {
  return createStore<EventLog>(() => ({ events: [], total: 0 }));
}

export function log(store: EventLogStore, entry: Omit<LoggedEvent, 'id'>): void {
  store.setState(({ events, total }) => ({
    events: [{ ...entry, id: total }, ...events].slice(0, kept),
    total: total + 1,
  }));
}

export function medianLatency(events: readonly LoggedEvent[]): number | null {
  const known = events.flatMap(event => (event.latencyMs === null ? [] : [event.latencyMs]));
  known.sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? null;
}
