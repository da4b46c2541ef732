import type { PresenceDigest, PresenceRecord } from './wire/events.js';

/** FNV-1a of `<userId>:<version>:<1 or 0>`, mixed once more, as the gateway computes it: an unsigned 32-bit number. */
export function digestEntry(of: Pick<PresenceRecord, 'userId' | 'version' | 'isOnline'>): number {
  const text = `${of.userId}:${of.version}:${of.isOnline ? 1 : 0}`;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Whether the members as known are not as the gateway believes. Somebody unknown differs; a change newer than the digest makes
 * it impossible to tell, and the next digest will.
 */
export function differs(
  digest: PresenceDigest,
  members: Iterable<PresenceRecord | undefined>,
): boolean {
  const since = Date.parse(digest.since);
  const until = Date.parse(digest.until);
  const recent = new Set(digest.recent);
  let count = 0;
  let hash = 0;
  let unknown = false;
  for (const member of members) {
    if (!member) {
      unknown = true;
    } else if (!recent.has(member.userId)) {
      if (member.version > until) return false;
      if (member.isOnline || member.version >= since) {
        count++;
        hash = (hash + digestEntry(member)) >>> 0;
      }
    }
  }
  return unknown || count !== digest.count || hash !== digest.hash;
}
