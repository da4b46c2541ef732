import { statusPresentation } from '@meeshy/presence';
import { OnlineIndicator, useStatuses } from '@meeshy/presence/react';
import { Avatar } from '../../design/avatar.js';
import { usePreferences } from '../../design/preferences.js';
import { type Conversation, conversationName } from '../gateway/conversations.js';
import { useWords } from '../words/use-words.js';
import { useName } from './names.js';
import { useChat, useRoom } from './room-context.js';
import { Stage } from './stage.js';

export function ConversationList({ onOpen }: { onOpen: () => void }) {
  const words = useWords();
  const conversations = useChat(chat => chat.conversations);
  return (
    <div className="panel conversations">
      <nav aria-label={words.conversations}>
        <h2 className="panel-title">{words.conversations}</h2>
        {!conversations && <p className="hint">{words.loading}</p>}
        {conversations?.length === 0 && <p className="hint">{words.noConversations}</p>}
        <ul className="rows">
          {conversations?.map(conversation => (
            <ConversationRow key={conversation.id} conversation={conversation} onOpen={onOpen} />
          ))}
        </ul>
      </nav>
      <Stage />
    </div>
  );
}

interface RowProps {
  readonly conversation: Conversation;
  readonly onOpen: () => void;
}

function ConversationRow({ conversation, onOpen }: RowProps) {
  const words = useWords();
  const room = useRoom();
  const isOpen = useChat(chat => chat.openId === conversation.id);
  const unread = useChat(chat => chat.unread[conversation.id] ?? 0);
  const lastMessage = useChat(chat => chat.messages[conversation.id]?.at(-1));
  return (
    <li>
      <button
        type="button"
        className="row conversation"
        aria-current={isOpen ? 'true' : undefined}
        data-testid={`conversation-${conversation.identifier}`}
        onClick={() => {
          room.open(conversation.id);
          onOpen();
        }}
      >
        <ConversationFace conversation={conversation} />
        <span className="row-words">
          <strong>{conversationName(conversation, room.session.userId)}</strong>
          <span>{lastMessage?.content ?? <Summary conversation={conversation} />}</span>
        </span>
        {unread > 0 && (
          <span className="unread" role="img" aria-label={words.unread(unread)}>
            {unread}
          </span>
        )}
      </button>
    </li>
  );
}

/** The status of the other, or how many are here. */
function Summary({ conversation }: { conversation: Conversation }) {
  const words = useWords();
  const language = usePreferences(preferences => preferences.language);
  const { userId } = useRoom().session;
  const statuses = useStatuses(conversation.members.map(member => member.userId));
  const other = conversation.members.findIndex(member => member.userId !== userId);
  const status = statuses[other];
  if (conversation.type === 'direct' && status) return statusPresentation(status, language).label;
  return words.onlineOf(statuses.filter(one => one === 'online').length, statuses.length);
}

/** A direct conversation has the face of the other; a larger one as many marks as people are there. */
function ConversationFace({ conversation }: { conversation: Conversation }) {
  const { userId } = useRoom().session;
  const [first, second] = conversation.members.filter(member => member.userId !== userId);
  if (first && !second) return <DirectFace userId={first.userId} />;
  const faces = conversation.members.filter(member => member.userId !== userId).slice(0, 3);
  return (
    <span className="cluster">
      {faces.map(member => (
        <Avatar key={member.userId} userId={member.userId} name={member.username} size={24} />
      ))}
    </span>
  );
}

function DirectFace({ userId }: { userId: string }) {
  return (
    <Avatar userId={userId} name={useName(userId)} size={40}>
      <OnlineIndicator userId={userId} className="avatar-dot" />
    </Avatar>
  );
}
