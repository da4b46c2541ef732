import type { MessageNew } from '@meeshy/presence';
import { useStatuses } from '@meeshy/presence/react';
import { useEffect, useRef } from 'react';
import { Avatar } from '../../design/avatar.js';
import { usePreferences } from '../../design/preferences.js';
import { type Conversation, conversationName } from '../gateway/conversations.js';
import { useWords } from '../words/use-words.js';
import { Composer } from './composer.js';
import { useName } from './names.js';
import { useChat, useOpenConversation, useRoom } from './room-context.js';
import { TypingLine } from './typing-line.js';

const noMessages: readonly MessageNew[] = [];
/** Messages of one person closer than this stand together under one name. */
const togetherMs = 120_000;

export function MessagePane() {
  const words = useWords();
  const { session } = useRoom();
  const conversation = useOpenConversation();
  const messages = useChat(({ messages, openId }) => messages[openId ?? ''] ?? noMessages);
  return (
    <section className="messages" aria-label={words.messages} data-testid="messages">
      <header className="messages-title">
        <h2>{conversation ? conversationName(conversation, session.userId) : words.messages}</h2>
        {conversation && <OnlineCount conversation={conversation} />}
      </header>
      {messages.length === 0 ? (
        <div className="silence">
          <strong>{words.silence}</strong>
          <span>{words.silenceHint}</span>
        </div>
      ) : (
        <MessageList messages={messages} />
      )}
      <TypingLine />
      <Composer key={conversation?.id} />
    </section>
  );
}

function OnlineCount({ conversation }: { conversation: Conversation }) {
  const words = useWords();
  const statuses = useStatuses(conversation.members.map(one => one.userId));
  const told = useChat(chat => chat.onlineCounts[conversation.id]);
  const online = told ?? statuses.filter(status => status === 'online').length;
  return <p>{words.onlineOf(online, Math.max(online, statuses.length))}</p>;
}

function MessageList({ messages }: { messages: readonly MessageNew[] }) {
  const end = useRef<HTMLLIElement>(null);
  const newest = messages.at(-1)?.id;
  useEffect(() => {
    if (newest) end.current?.scrollIntoView?.({ block: 'end' });
  }, [newest]);
  return (
    <ol className="message-list" aria-live="polite">
      {messages.map((message, index) => (
        <Message key={message.id} message={message} before={messages[index - 1]} />
      ))}
      <li ref={end} aria-hidden="true" />
    </ol>
  );
}

function Message({ message, before }: { message: MessageNew; before: MessageNew | undefined }) {
  const words = useWords();
  const language = usePreferences(preferences => preferences.language);
  const { session } = useRoom();
  const known = useName(message.senderId);
  const name = message.senderName || known;
  const isOwn = message.senderId === session.userId;
  const follows =
    before?.senderId === message.senderId &&
    Date.parse(message.createdAt) - Date.parse(before.createdAt) < togetherMs;
  return (
    <li className="message" data-own={isOwn} data-follows={follows} data-testid="message">
      {!isOwn && !follows && <Avatar userId={message.senderId} name={name} size={32} />}
      <div className="message-body">
        {!follows && (
          <p className="message-by">
            {!isOwn && <strong>{name}</strong>}
            {message.isAnonymous && <em>{words.guest}</em>}
            <time dateTime={message.createdAt}>{timeOf(message.createdAt, language)}</time>
          </p>
        )}
        <p className="bubble">{message.content}</p>
      </div>
    </li>
  );
}

function timeOf(moment: string, language: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return '';
  return date.toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}
