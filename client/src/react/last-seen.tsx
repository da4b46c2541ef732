import { type ComponentPropsWithoutRef, type ReactNode, useEffect, useReducer } from 'react';
import { type LanguageChoice, presenceLanguage } from '../language.js';
import { elapsedChangesAt, lastSeenMoment, lastSeenText } from '../last-seen.js';
import { toEpochMs } from '../status.js';
import { usePresence, usePresenceState } from './hooks.js';
import { usePresenceContext } from './provider.js';

export interface LastSeenProps extends Omit<ComponentPropsWithoutRef<'time'>, 'dateTime'> {
  readonly userId: string;
  /** Shown while the person is online, and while nothing is known. Default: nothing. */
  readonly otherwise?: ReactNode;
}

/** "last seen 3 minutes ago", growing older by itself: one timer for all of them, set for the next that changes. */
export function LastSeen({ userId, otherwise = null, ...attributes }: LastSeenProps) {
  const { language } = usePresenceContext();
  const person = usePresence(userId);
  const now = usePresenceState(state => state.serverNow)();
  const text = lastSeenText(person, now, language);
  const moment = text === null ? null : lastSeenMoment(person);
  useWaking(moment === null ? null : elapsedChangesAt(moment, now));
  if (text === null || moment === null) return otherwise;
  return (
    <time title={dateText(moment, language)} {...attributes} dateTime={moment}>
      {text}
    </time>
  );
}

/** Renders again at a moment of server time. */
function useWaking(at: number | null): void {
  const { wakings } = usePresenceContext();
  const [, wake] = useReducer((count: number) => count + 1, 0);
  useEffect(() => (at === null ? undefined : wakings.at(at, wake)), [wakings, at]);
}

function dateText(moment: string, language: LanguageChoice): string {
  const { locale } = presenceLanguage(language);
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  return format.format(toEpochMs(moment) ?? 0);
}
