import { useEffect, useId, useState } from 'react';
import { ask, latestEdge } from './console.js';
import { PersonName } from './person-name.js';
import type { PersonSummary } from './wire.js';
import { useConsoleWords } from './words/use-words.js';

/** Typing pauses so long before the gateway is asked. */
const pauseMs = 200;

interface Found {
  readonly toldAfter: number;
  readonly people: readonly PersonSummary[];
  readonly more: boolean;
}

export function PeoplePanel({ onOpen }: { onOpen: (userId: string) => void }) {
  const words = useConsoleWords();
  const field = useId();
  const [query, setQuery] = useState('');
  const { found, trouble } = useSearch(query.trim());
  return (
    <section className="card people" aria-labelledby={`${field}-title`}>
      <div className="card-head">
        <h2 id={`${field}-title`}>{words.find}</h2>
      </div>
      <label className="unseen" htmlFor={field}>
        {words.findLabel}
      </label>
      <input
        id={field}
        className="field search"
        type="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        placeholder={words.findLabel}
        value={query}
        data-testid="search"
        onChange={event => setQuery(event.target.value)}
      />
      <p className="note" role="status">
        {trouble || (!found && words.findHint)}
        {found?.people.length === 0 && words.findNobody}
        {found?.more && words.findMore}
      </p>
      {found && (
        <ul className="found" data-testid="found">
          {found.people.map(person => (
            <li key={person.userId}>
              <button
                type="button"
                data-testid={`found-${person.username}`}
                onClick={() => onOpen(person.userId)}
              >
                <PersonName person={person} toldAfter={found.toldAfter} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What the gateway finds; a later answer to an earlier question is dropped. */
function useSearch(query: string): { found: Found | null; trouble: string } {
  const words = useConsoleWords();
  const [answer, setAnswer] = useState<{ found: Found | null; trouble: string }>({
    found: null,
    trouble: '',
  });
  useEffect(() => {
    if (query === '') {
      setAnswer({ found: null, trouble: '' });
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      const toldAfter = latestEdge();
      const heard = await ask<Omit<Found, 'toldAfter'>>('person:search', { query });
      if (!current) return;
      setAnswer(
        heard.success
          ? { found: { ...heard.data, toldAfter }, trouble: '' }
          : { found: null, trouble: words.failed(heard.error || words.unanswered) },
      );
    }, pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query, words]);
  return answer;
}
