/** What a person is shown as. */
export type UserStatus = 'online' | 'away' | 'offline';

/** The part of a presence that the status rule looks at. */
export interface StatusInput {
  readonly isOnline: boolean;
  /** ISO 8601 text, epoch milliseconds or a date. Absent or unreadable means: unknown. */
  readonly lastActiveAt?: string | number | Date | null | undefined;
}

/** Ages of the last activity, in milliseconds, at which a status changes. */
export interface StatusThresholds {
  readonly onlineMs: number;
  readonly awayMs: number;
}

export interface StatusOptions {
  readonly thresholds?: StatusThresholds | undefined;
  /** How somebody without any connection is shown while recently active. Default `away`. */
  readonly disconnectedAs?: 'away' | 'offline' | undefined;
}

export const defaultThresholds: StatusThresholds = { onlineMs: 5 * 60_000, awayMs: 30 * 60_000 };

/**
 * The status rule. `now` is server time: see `ServerClock`. A timestamp in the future counts as now; without a readable one
 * only the connection decides.
 */
export function getUserStatus(
  presence: StatusInput,
  now: number | Date,
  options: StatusOptions = {},
): UserStatus {
  const activeAt = toEpochMs(presence.lastActiveAt);
  if (activeAt === null) return presence.isOnline ? 'online' : 'offline';

  const { onlineMs, awayMs } = options.thresholds ?? defaultThresholds;
  const age = Math.max(0, Number(now) - activeAt);
  if (age >= awayMs) return 'offline';
  if (presence.isOnline) return age < onlineMs ? 'online' : 'away';
  return options.disconnectedAs === 'offline' ? 'offline' : 'away';
}

/** When the status will change by the passing of time alone, in epoch milliseconds of server time; null when it will not. */
export function nextStatusChangeAt(
  presence: StatusInput,
  now: number | Date,
  options: StatusOptions = {},
): number | null {
  const activeAt = toEpochMs(presence.lastActiveAt);
  if (activeAt === null) return null;

  const { onlineMs, awayMs } = options.thresholds ?? defaultThresholds;
  const status = getUserStatus(presence, now, options);
  if (status === 'offline') return null;
  return activeAt + (status === 'online' ? Math.min(onlineMs, awayMs) : awayMs);
}

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Epoch milliseconds of a timestamp, or null. Text must be ISO 8601: `Date.parse` alone would read "7" as a month. */
export function toEpochMs(timestamp: string | number | Date | null | undefined): number | null {
  if (timestamp === null || timestamp === undefined) return null;
  if (typeof timestamp === 'string' && !isoInstant.test(timestamp)) return null;
  const epochMs = typeof timestamp === 'string' ? Date.parse(timestamp) : Number(timestamp);
  return Number.isFinite(epochMs) ? epochMs : null;
}
