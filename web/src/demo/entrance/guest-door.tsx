import { type FormEvent, useId, useState } from 'react';
import { usePreferences } from '../../design/preferences.js';
import type { GuestLink } from '../gateway/sign-in.js';
import { useWords } from '../words/use-words.js';
import { enterAsGuest, useEntrance } from './entrance.js';

export function GuestDoor({ link }: { link: GuestLink }) {
  const words = useWords();
  const language = usePreferences(preferences => preferences.language);
  const { entering, trouble } = useEntrance();
  const [name, setName] = useState('');
  const field = useId();
  const suggestion = trouble?.kind === 'refused' ? trouble.suggestion : null;

  const enter = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) void enterAsGuest(link.linkId, name.trim(), language);
  };
  return (
    <form className="guest-door" onSubmit={enter}>
      <div>
        <h2>{words.guestTitle(link.conversation)}</h2>
        <p>{words.guestHint}</p>
      </div>
      <label className="unseen" htmlFor={field}>
        {words.guestName}
      </label>
      <input
        id={field}
        className="field"
        value={name}
        maxLength={40}
        autoComplete="off"
        placeholder={words.guestName}
        data-testid={`guest-name-${link.linkId}`}
        onChange={event => setName(event.target.value)}
      />
      <button
        type="submit"
        className="button"
        disabled={entering || !name.trim()}
        data-testid={`guest-join-${link.linkId}`}
      >
        {words.guestEnter}
      </button>
      {suggestion && (
        <button type="button" className="button quiet" onClick={() => setName(suggestion)}>
          {words.takeSuggestion(suggestion)}
        </button>
      )}
    </form>
  );
}
