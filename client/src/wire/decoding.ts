import { type StatusThresholds, toEpochMs } from '../status.js';
import type {
  AuthenticationAccepted,
  AuthenticationRefused,
  ConversationMembership,
  ConversationSize,
  PresenceDigest,
  PresenceRecord,
} from './events.js';

/*
 * What comes from the wire is unknown until looked at. Each function returns the value in its exact type, or null when it does
 * not keep the contract. Fields that the contract does not name are dropped.
 */

type Fields = Readonly<Record<string, unknown>>;

export function decodePresence(payload: unknown): PresenceRecord | null {
  if (!isObject(payload)) return null;
  const { userId, username, isOnline, version } = payload;
  if (typeof userId !== 'string' || userId === '') return null;
  if (typeof isOnline !== 'boolean') return null;
  if (typeof version !== 'number' || !Number.isFinite(version)) return null;
  if (!isMoment(payload.lastActiveAt) || !isMoment(payload.lastSeen)) return null;
  return {
    userId,
    username: text(username),
    isAnonymous: payload.isAnonymous === true,
    isOnline,
    lastActiveAt: readable(payload.lastActiveAt),
    lastSeen: readable(payload.lastSeen),
    version,
  };
}

export interface DecodedSnapshot {
  readonly records: readonly PresenceRecord[];
  readonly malformed: number;
  readonly serverTime: unknown;
  readonly page: number;
  readonly pages: number;
  /** False: it describes a part, and nobody is to be forgotten for not being in it. */
  readonly complete: boolean;
  readonly resumed: boolean;
  readonly conversations: ReadonlyMap<string, readonly string[]> | null;
}

export function decodeSnapshot(payload: unknown): DecodedSnapshot | null {
  if (!isObject(payload) || !Array.isArray(payload.users)) return null;
  const { page = 1, pages = 1 } = payload;
  if (!isCount(page) || !isCount(pages) || page > pages) return null;
  const records = payload.users.map(decodePresence).filter(record => record !== null);
  const malformed = payload.users.length - records.length;
  return {
    records,
    malformed,
    serverTime: payload.serverTime,
    page,
    pages,
    complete: payload.complete !== false,
    resumed: payload.resumed === true,
    conversations: decodeMembers(payload.conversations),
  };
}

/** The conversations that somebody joins with a `user:status`. */
export function decodeJoined(payload: unknown): readonly string[] {
  return (isObject(payload) && texts(payload.conversations)) || [];
}

export function decodeMembership(payload: unknown): ConversationMembership | null {
  if (!isObject(payload)) return null;
  const { conversationId, userId } = payload;
  return typeof conversationId === 'string' && typeof userId === 'string'
    ? { conversationId, userId, isAnonymous: payload.isAnonymous === true }
    : null;
}

/** The conversation that an event is about, or an empty text. */
export function conversationOf(payload: unknown): string {
  return isObject(payload) ? text(payload.conversationId) : '';
}

export function decodeSize(payload: unknown): ConversationSize | null {
  if (!isObject(payload)) return null;
  const { conversationId, isLarge } = payload;
  return typeof conversationId === 'string' && typeof isLarge === 'boolean'
    ? { conversationId, isLarge }
    : null;
}

export function decodeDigest(payload: unknown): PresenceDigest | null {
  if (!isObject(payload)) return null;
  const { conversationId, count, hash, since, until } = payload;
  if (typeof conversationId !== 'string') return null;
  if (typeof count !== 'number' || typeof hash !== 'number') return null;
  if (!isStamp(since) || !isStamp(until)) return null;
  return { conversationId, count, hash, since, until, recent: texts(payload.recent) ?? [] };
}

function decodeMembers(value: unknown): ReadonlyMap<string, readonly string[]> | null {
  if (!isObject(value)) return null;
  return new Map(Object.entries(value).map(([id, userIds]) => [id, texts(userIds) ?? []]));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : null;
}

export function decodeAuthenticated(
  payload: unknown,
): AuthenticationAccepted | AuthenticationRefused | null {
  if (!isObject(payload)) return null;
  if (payload.success === false) {
    const { error, code, retry } = payload;
    return {
      success: false,
      error: text(error),
      ...(typeof code === 'string' && { code }),
      ...(typeof retry === 'boolean' && { retry }),
    };
  }
  const { user, serverTime, version, thresholds } = payload;
  if (payload.success !== true || !isObject(user) || typeof user.id !== 'string') return null;
  const limits = decodeThresholds(thresholds);
  return {
    success: true,
    user: {
      id: user.id,
      language: text(user.language),
      isAnonymous: user.isAnonymous === true,
    },
    serverTime: text(serverTime),
    version: text(version),
    ...(limits && { thresholds: limits }),
  };
}

/** The `message` or `error` text of a refusal, or an empty text. */
export function decodeMessage(payload: unknown): string {
  return isObject(payload) ? text(payload.message) : '';
}

export function serverTimeOf(payload: unknown): unknown {
  return isObject(payload) ? payload.serverTime : undefined;
}

function decodeThresholds(value: unknown): StatusThresholds | null {
  if (!isObject(value)) return null;
  const { onlineMs, awayMs } = value;
  return isPositive(onlineMs) && isPositive(awayMs) ? { onlineMs, awayMs } : null;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPositive(value: unknown): value is number {
  return Number.isFinite(value) && (value as number) > 0;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1;
}

function isStamp(value: unknown): value is string {
  return typeof value === 'string' && toEpochMs(value) !== null;
}

function isMoment(value: unknown): value is string | null | undefined {
  return value === null || value === undefined || typeof value === 'string';
}

/** Unreadable text counts as unknown, as in the status rule. */
function readable(moment: string | null | undefined): string | null {
  return toEpochMs(moment) === null ? null : (moment ?? null);
}
