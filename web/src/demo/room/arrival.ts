import type { PresenceClient } from '@meeshy/presence';
import type { LoggedEvent, LoggedKind } from './event-log.js';

type Fields = Readonly<Record<string, unknown>>;

/** Beyond this a stamp is not that of the cause: an older activity was told, or a clock is wrong. */
const believableMs = 5_000;

/** What the log says about an event that just arrived, before anything else has taken it in. */
export function arrivalOf(
  event: string,
  payload: unknown,
  presence: PresenceClient,
): Omit<LoggedEvent, 'id'> {
  const fields = isFields(payload) ? payload : {};
  const userId = textOf(fields.userId) || textOf(fields.senderId) || null;
  return {
    at: Date.now(),
    event,
    kind: kindOf(event, fields, presence),
    userId,
    detail: detailOf(event, fields),
    latencyMs: latencyOf(event, fields, presence.serverNow()),
  };
}

/** Milliseconds from the cause to now, by the youngest stamp that the event carries. */
export function latencyOf(event: string, fields: Fields, serverNow: number): number | null {
  const stamps =
    event === 'user:status'
      ? [fields.lastActiveAt, fields.lastSeen]
      : event === 'message:new'
        ? [fields.createdAt]
        : [fields.updatedAt];
  const causedAt = Math.max(...stamps.map(stamp => Date.parse(textOf(stamp)) || 0));
  const latencyMs = serverNow - causedAt;
  return latencyMs < believableMs && latencyMs > -believableMs ? Math.max(0, latencyMs) : null;
}

function kindOf(event: string, fields: Fields, presence: PresenceClient): LoggedKind {
  if (event.startsWith('typing:')) return 'typing';
  if (event === 'message:new') return 'message';
  if (event !== 'user:status') return 'other';
  const before = presence.person(textOf(fields.userId));
  return before && before.isOnline === fields.isOnline ? 'activity' : 'edge';
}

function detailOf(event: string, fields: Fields): string {
  if (event === 'user:status') return fields.isOnline === true ? 'online' : 'offline';
  if (event === 'message:new') return textOf(fields.content);
  if (event === 'presence:snapshot') {
    return String(Array.isArray(fields.users) ? fields.users.length : 0);
  }
  if (event === 'conversation:online_stats') return String(fields.onlineCount ?? '');
  return textOf(fields.message) || textOf(fields.error);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
