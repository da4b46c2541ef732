import { type LanguageChoice, presenceLanguage } from './language.js';
import type { Person } from './people.js';
import { toEpochMs } from './status.js';

const shortestMs = 60_000;
const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', shortestMs],
];

/** "3 minutes ago" in the given language; under a minute "just now"; null for an unknown moment. */
export function elapsedText(
  moment: string | number | Date | null | undefined,
  now: number | Date,
  language: LanguageChoice = 'en',
): string | null {
  const momentMs = toEpochMs(moment);
  if (momentMs === null) return null;

  const { locale, justNow } = presenceLanguage(language);
  const ageMs = Math.max(0, Number(now) - momentMs);
  const unit = units.find(([, unitMs]) => ageMs >= unitMs);
  if (!unit) return justNow;
  const [name, unitMs] = unit;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return format.format(-Math.floor(ageMs / unitMs), name);
}

/** When the text of `elapsedText` changes next. */
export function elapsedChangesAt(moment: string | number | Date, now: number): number {
  const momentMs = toEpochMs(moment) ?? now;
  const ageMs = Math.max(0, now - momentMs);
  const unitMs = units.find(([, unitMs]) => ageMs >= unitMs)?.[1] ?? shortestMs;
  return momentMs + (Math.floor(ageMs / unitMs) + 1) * unitMs;
}

/** The moment that `lastSeenText` tells: of somebody without connection when it went, else the last activity. */
export function lastSeenMoment(person: Person | undefined): string | null {
  if (!person) return null;
  return person.isOnline ? person.lastActiveAt : (person.lastSeen ?? person.lastActiveAt);
}

/** "last seen 3 minutes ago" for somebody who is not online; null while online and when nothing is known. */
export function lastSeenText(
  person: Person | undefined,
  now: number | Date,
  language: LanguageChoice = 'en',
): string | null {
  if (!person || person.status === 'online') return null;
  const elapsed = elapsedText(lastSeenMoment(person), now, language);
  return elapsed && presenceLanguage(language).lastSeen(elapsed);
}
