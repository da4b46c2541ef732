import { getUserStatus } from '@meeshy/presence';
import { StatusDot } from '@meeshy/presence/react';
import { useConsole } from './console.js';
import type { PersonSummary } from './wire.js';
import { useConsoleWords } from './words.js';

/** Who it is, with the status as viewers see it. */
export function PersonName({ person }: { person: PersonSummary }) {
  const words = useConsoleWords();
  const offsetMs = useConsole(state => state.offsetMs);
  const thresholds = useConsole(state => state.welcome?.thresholds);
  const status = getUserStatus(person, Date.now() + offsetMs, { thresholds });
  return (
    <span className="person-name">
      <StatusDot status={status} diameter={12} />
      <span className="who">
        <strong>{person.name}</strong>
        <span className="note">
          {person.username}
          {person.isAnonymous && <span className="tag">{words.guest}</span>}
          {!person.isAnonymous && person.role !== 'USER' && (
            <span className="tag">{person.role}</span>
          )}
          {!person.isActive && <span className="tag">{words.deactivated}</span>}
        </span>
      </span>
      <span className="unseen">{words.statuses[status]}</span>
    </span>
  );
}
