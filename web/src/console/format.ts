import { useMemo } from 'react';
import { type Language, usePreferences } from '../design/preferences.js';

/** Numbers and moments as the chosen language writes them. */
export interface Formats {
  readonly whole: (value: number) => string;
  /** One digit after the point. */
  readonly tenths: (value: number) => string;
  readonly percent: (value: number) => string;
  readonly milliseconds: (value: number) => string;
  /** Hours, minutes and seconds of a moment. */
  readonly time: (moment: string | number) => string;
  /** The same with the day, unless it is today. */
  readonly moment: (moment: string) => string;
  /** Such as "2 h 5 min". */
  readonly span: (milliseconds: number) => string;
}

const formats: Readonly<Record<Language, Formats>> = {
  fr: formatsOf('fr-FR'),
  en: formatsOf('en-GB'),
};

export function useFormats(): Formats {
  const language = usePreferences(preferences => preferences.language);
  return useMemo(() => formats[language], [language]);
}

function formatsOf(locale: string): Formats {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    whole: value => whole.format(value),
    tenths: value => tenths.format(value),
    percent: value => percent.format(value / 100),
    milliseconds: value => `${value < 10 ? tenths.format(value) : whole.format(value)} ms`,
    time: moment => time.format(new Date(moment)),
    moment: moment => {
      const date = new Date(moment);
      return date.toDateString() === new Date().toDateString()
        ? time.format(date)
        : day.format(date);
    },
    span: milliseconds => {
      const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
      const [days, hours] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60)];
      if (days > 0) return `${days} d ${hours} h`;
      return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
    },
  };
}
