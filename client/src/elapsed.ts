import { type LanguageChoice, presenceLanguage } from './language.js';
import { toEpochMs } from './status.js';

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
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
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
    -Math.floor(ageMs / unitMs),
    name,
  );
}
