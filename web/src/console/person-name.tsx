import { getUserStatus } from '@meeshy/presence';
import { StatusDot } from '@meeshy/presence/react';
import { useConsole } from './console.js';
import type { PersonSummary } from './wire.js';
import { useConsoleWords } from './words/use-words.js';

interface PersonNameProps {
  readonly person: PersonSummary;
  /** The last edge that was known when this was told: later ones count. */
  readonly toldAfter: number;
}

/** Who it is, with the status as viewers see it now. */
export function PersonName({ person, toldAfter }: PersonNameProps) {
  const words = useConsoleWords();
  const offsetMs = useConsole(state => state.offsetMs);
  const thresholds = useConsole(state => state.welcome?.thresholds);
  const later = useConsole(state =>
    state.edges.find(edge => edge.userId === person.userId && edge.number > toldAfter),
  );
  const presence = {
    isOnline: later?.isOnline ?? person.isOnline,
    lastActiveAt: later?.isOnline ? later.at : person.lastActiveAt,
  };
  const status = getUserStatus(presence, Date.now() + offsetMs, { thresholds });
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
