import { type LanguageChoice, presenceLanguage } from './language.js';
import type { UserStatus } from './status.js';

/** All that is needed to draw a status. */
export interface StatusPresentation {
  readonly status: UserStatus;
  readonly colour: string;
  readonly icon: string;
  readonly label: string;
}

export const statusColours: Readonly<Record<UserStatus, string>> = {
  online: '#10b981',
  away: '#f59e0b',
  offline: '#6b7280',
};

const icons: Readonly<Record<UserStatus, string>> = { online: '🟢', away: '🟠', offline: '⚪' };

export function statusPresentation(
  status: UserStatus,
  language: LanguageChoice = 'en',
): StatusPresentation {
  const label = presenceLanguage(language).status[status];
  return { status, colour: statusColours[status], icon: icons[status], label };
}
