import type { UserStatus } from './status.js';

/** The words of one language. Give your own to add a language; `french` and `english` are built in. */
export interface PresenceLanguage {
  /** BCP 47 tag, used for dates and relative times. */
  readonly locale: string;
  readonly status: Readonly<Record<UserStatus, string>>;
  /** Prefix of "last seen …"; the moment itself is formatted by `Intl`. */
  readonly lastSeen: (moment: string) => string;
  readonly justNow: string;
  /** Shown when the connection is lost and nothing newer is known. */
  readonly uncertain: (moment: string) => string;
}

export const french: PresenceLanguage = {
  locale: 'fr',
  status: { online: 'En ligne', away: 'Absent', offline: 'Hors ligne' },
  lastSeen: moment => `vu ${moment}`,
  justNow: 'à l’instant',
  uncertain: moment => `connexion perdue, état connu ${moment}`,
};

export const english: PresenceLanguage = {
  locale: 'en',
  status: { online: 'Online', away: 'Away', offline: 'Offline' },
  lastSeen: moment => `last seen ${moment}`,
  justNow: 'just now',
  uncertain: moment => `connection lost, state as of ${moment}`,
};

export type LanguageChoice = 'fr' | 'en' | PresenceLanguage;

export function presenceLanguage(choice: LanguageChoice): PresenceLanguage {
  if (typeof choice === 'object') return choice;
  return choice === 'fr' ? french : english;
}
