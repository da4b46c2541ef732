import { useState } from 'react';
import { Icon } from '../../design/icon.js';
import type { Room } from '../room/room.js';
import { useWords } from '../words/use-words.js';
import { ConversationList } from './conversation-list.js';
import { EventLogPanel } from './event-log-panel.js';
import { MessagePane } from './message-pane.js';
import { PeoplePanel } from './people-panel.js';
import { RoomContext, useChat } from './room-context.js';
import { TopBar } from './top-bar.js';

/** On a phone one of these is seen at a time; on a desktop all. */
export type View = 'conversations' | 'messages' | 'people' | 'events';

export function RoomPage({ room }: { room: Room }) {
  const [view, setView] = useState<View>('messages');
  return (
    <RoomContext value={room}>
      <div className="room" data-view={view}>
        <TopBar />
        <main className="room-main">
          <h1 className="unseen">Meeshy Presence</h1>
          <ConversationList onOpen={() => setView('messages')} />
          <MessagePane />
          <PeoplePanel />
          <EventLogPanel />
        </main>
        <ViewBar view={view} onChoose={setView} />
      </div>
    </RoomContext>
  );
}

function ViewBar({ view, onChoose }: { view: View; onChoose: (view: View) => void }) {
  const words = useWords();
  const unread = useChat(chat => Object.values(chat.unread).reduce((sum, count) => sum + count, 0));
  const names: Record<View, string> = {
    conversations: words.conversations,
    messages: words.messages,
    people: words.presence,
    events: words.live,
  };
  return (
    <nav className="view-bar" aria-label={words.views}>
      {(Object.keys(names) as View[]).map(name => (
        <button
          key={name}
          type="button"
          aria-current={name === view ? 'page' : undefined}
          data-testid={`view-${name}`}
          onClick={() => onChoose(name)}
        >
          <Icon name={name} />
          <span>{names[name]}</span>
          {name === 'conversations' && unread > 0 && <i className="unread-mark" />}
        </button>
      ))}
    </nav>
  );
}
