import { statusPresentation, type UserStatus } from '@meeshy/presence';
import { StatusDot } from '@meeshy/presence/react';
import { Portrait } from '../../design/avatar.js';
import { Brand } from '../../design/brand.js';
import { usePreferences } from '../../design/preferences.js';
import { LanguageSwitch, ThemeSwitch } from '../../design/switches.js';
import type { DemoPerson } from '../gateway/sign-in.js';
import { useWords } from '../words/use-words.js';
import { enterAs, showDoors, useEntrance } from './entrance.js';
import { GuestDoor } from './guest-door.js';

export function EntrancePage() {
  const words = useWords();
  const { doors, entering } = useEntrance();
  return (
    <div className="entrance">
      <header className="entrance-bar">
        <Brand />
        <span className="bar-end">
          <LanguageSwitch />
          <ThemeSwitch />
        </span>
      </header>
      <main className="entrance-main">
        <section className="entrance-words">
          <p className="eyebrow">{words.tagline}</p>
          <h1>{words.question}</h1>
          <p className="lead">{words.invitation}</p>
        </section>
        <Legend />
        <section className="entrance-doors" aria-label={words.people} aria-busy={entering}>
          <TroubleNotice />
          <ul className="doors">
            {doors?.people.map(person => (
              <PersonDoor key={person.id} person={person} />
            ))}
          </ul>
          {doors?.guestLinks.map(link => (
            <GuestDoor key={link.linkId} link={link} />
          ))}
        </section>
      </main>
    </div>
  );
}

function PersonDoor({ person }: { person: DemoPerson }) {
  const entering = useEntrance(entrance => entrance.entering);
  return (
    <li>
      <button
        type="button"
        className="door"
        disabled={entering}
        data-testid={`sign-in-${person.username}`}
        onClick={() => void enterAs(person.username)}
      >
        <Portrait userId={person.id} name={person.name} size={44} />
        <span className="door-name">
          <strong>{person.name}</strong>
          <span>
            {person.role === 'USER'
              ? `@${person.username}`
              : `@${person.username} · ${person.role.toLowerCase()}`}
          </span>
        </span>
      </button>
    </li>
  );
}

function TroubleNotice() {
  const words = useWords();
  const trouble = useEntrance(entrance => entrance.trouble);
  if (!trouble) return null;
  return (
    <p className="notice" role="alert" data-testid="trouble">
      {trouble.kind === 'unreachable' ? words.unreachable : trouble.message}
      {trouble.kind === 'unreachable' && (
        <button type="button" className="button" onClick={() => void showDoors()}>
          {words.retry}
        </button>
      )}
    </p>
  );
}

const statuses: readonly UserStatus[] = ['online', 'away', 'offline'];

function Legend() {
  const words = useWords();
  const language = usePreferences(preferences => preferences.language);
  return (
    <dl className="legend">
      {statuses.map(status => (
        <div key={status}>
          <dt>
            <StatusDot status={status} diameter={14} />
            {statusPresentation(status, language).label}
          </dt>
          <dd>{words.legend[status]}</dd>
        </div>
      ))}
    </dl>
  );
}
