import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../../design/icon.js';
import { useWords } from '../words/use-words.js';
import { useRoom } from './room-context.js';

/** Silence after which one is no longer typing. */
const restMs = 2_500;

export function Composer() {
  const words = useWords();
  const room = useRoom();
  const field = useId();
  const [content, setContent] = useState('');
  const [failed, setFailed] = useState(false);
  const typing = useTyping(room.typing);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const message = content.trim();
    if (!message) return;
    typing.stop();
    setContent('');
    setFailed(false);
    if (await room.send(message)) return;
    setFailed(true);
    setContent(newer => newer || message);
  };
  return (
    <form className="composer" onSubmit={send}>
      {failed && (
        <p className="notice" role="alert">
          {words.notSent}
        </p>
      )}
      <label className="unseen" htmlFor={field}>
        {words.writeHere}
      </label>
      <input
        id={field}
        className="field"
        value={content}
        maxLength={4000}
        autoComplete="off"
        placeholder={words.writeHere}
        data-testid="composer"
        onBlur={typing.stop}
        onChange={event => {
          setContent(event.target.value);
          if (event.target.value) typing.go();
          else typing.stop();
        }}
      />
      <button
        type="submit"
        className="send"
        aria-label={words.send}
        disabled={!content.trim()}
        data-testid="send"
      >
        <Icon name="send" />
      </button>
    </form>
  );
}

/** Says once that one types, and once that one stopped. */
function useTyping(tell: (active: boolean) => void) {
  const rest = useRef<ReturnType<typeof setTimeout> | null>(null);
  const stop = () => {
    if (rest.current === null) return;
    clearTimeout(rest.current);
    rest.current = null;
    tell(false);
  };
  const go = () => {
    if (rest.current === null) tell(true);
    else clearTimeout(rest.current);
    rest.current = setTimeout(stop, restMs);
  };
  useEffect(() => {
    return () => {
      if (rest.current !== null) clearTimeout(rest.current);
    };
  }, []);
  return { go, stop };
}
