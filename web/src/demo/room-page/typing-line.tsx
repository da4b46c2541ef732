import { useShallow } from 'zustand/react/shallow';
import { useWords } from '../words/use-words.js';
import { useChat, useRoom } from './room-context.js';

export function TypingLine() {
  const words = useWords();
  const { session, presence } = useRoom();
  const typists = useChat(
    useShallow(({ typing, openId }) =>
      Object.keys(typing[openId ?? ''] ?? {}).filter(userId => userId !== session.userId),
    ),
  );
  const names = typists.map(userId => {
    const person = presence.person(userId);
    const name = person?.username || words.somebody;
    return person?.isAnonymous ? `${name} (${words.guest})` : name;
  });
  return (
    <p className="typing" role="status" data-testid="typing">
      {names.length > 0 && (
        <>
          <span className="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {words.typing(names)}
        </>
      )}
    </p>
  );
}
