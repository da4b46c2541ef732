import { type ComponentPropsWithoutRef, useReducer } from 'react';
import type { ConnectionState } from '../connection.js';
import { type LanguageChoice, presenceLanguage } from '../language.js';
import { elapsedText, lastSeenText } from '../last-seen.js';
import type { Person } from '../people.js';
import { statusPresentation } from '../presentation.js';
import { useConnectionState, usePresence, usePresenceState } from './hooks.js';
import { usePresenceContext } from './provider.js';
import { StatusDot } from './status-dot.js';

const diameters = { small: 8, medium: 12, large: 16 } as const;

export interface OnlineIndicatorProps extends Omit<ComponentPropsWithoutRef<'span'>, 'title'> {
  readonly userId: string;
  /** Diameter by name, or in pixels. Default `medium`. */
  readonly size?: keyof typeof diameters | number;
  /** Shows the word beside the dot. Default false. */
  readonly label?: boolean;
  /** Shows status and last seen when pointed at. Default true. */
  readonly tooltip?: boolean;
  /** Whose dot this is, for those who hear it. Default: the name in the presence. Give an empty text where the name stands beside it. */
  readonly name?: string;
}

/**
 * The dot of one person. Its shape, its accessible text and its tooltip say what its colour says; while the connection is lost it is
 * pale and says since when. `data-status` and `data-certain` are there for styles and tests.
 */
export function OnlineIndicator({
  userId,
  size = 'medium',
  label = false,
  tooltip = true,
  name,
  style,
  onPointerEnter,
  ...attributes
}: OnlineIndicatorProps) {
  const { language } = usePresenceContext();
  const person = usePresence(userId);
  const connection = useConnectionState();
  const serverNow = usePresenceState(state => state.serverNow);
  // "3 minutes ago" is computed when somebody looks, instead of ticking for nobody.
  const [, lookAgain] = useReducer((looks: number) => looks + 1, 0);

  const presentation = statusPresentation(person?.status ?? 'offline', language);
  const details = describe(person, connection, presentation.label, serverNow(), language);
  const whose = name ?? person?.username ?? '';
  return (
    <span
      {...attributes}
      {...(!label && { role: 'img', 'aria-label': whose ? `${whose}: ${details}` : details })}
      {...(tooltip && { title: details })}
      data-status={presentation.status}
      data-certain={connection.phase === 'online'}
      onPointerEnter={event => {
        lookAgain();
        onPointerEnter?.(event);
      }}
      style={{ display: 'inline-flex', alignItems: 'center', gap: '0.4em', ...style }}
    >
      <StatusDot
        status={presentation.status}
        diameter={typeof size === 'number' ? size : diameters[size]}
        isCertain={connection.phase === 'online'}
      />
      {label && <span>{presentation.label}</span>}
    </span>
  );
}

function describe(
  person: Person | undefined,
  connection: ConnectionState,
  label: string,
  now: number,
  language: LanguageChoice,
): string {
  const parts = [label, lastSeenText(person, now, language)];
  if (connection.phase === 'uncertain' || connection.phase === 'closed') {
    const known = elapsedText(connection.certainAt, now, language);
    parts.push(known && presenceLanguage(language).uncertain(known));
  }
  return parts.filter(part => part !== null).join(', ');
}
