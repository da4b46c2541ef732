import type { ConnectionState } from '@meeshy/presence';
import { elapsedText } from '@meeshy/presence';
import { OnlineIndicator, useConnectionState } from '@meeshy/presence/react';
import { Avatar } from '../../design/avatar.js';
import { Brand } from '../../design/brand.js';
import { Icon } from '../../design/icon.js';
import { usePreferences } from '../../design/preferences.js';
import { LanguageSwitch, ThemeSwitch } from '../../design/switches.js';
import { comeBack, leave } from '../entrance/entrance.js';
import { useWords } from '../words/use-words.js';
import { useName } from './names.js';
import { useRoom } from './room-context.js';

export function TopBar() {
  const words = useWords();
  const connection = useConnectionState();
  return (
    <header className="top-bar">
      <Brand />
      <p
        className="connection"
        data-phase={connection.phase}
        data-testid="connection-state"
        role="status"
      >
        {words.connection[connection.phase]}
        {connection.phase === 'uncertain' && ` ${words.certainAt(clockTime(connection.certainAt))}`}
      </p>
      <span className="bar-end">
        <a className="button quiet wide-only" href="/" target="_blank" rel="noopener">
          <Icon name="window" />
          {words.anotherWindow}
        </a>
        <LanguageSwitch />
        <ThemeSwitch />
        <Self />
        <button
          type="button"
          className="icon-button"
          aria-label={words.signOut}
          title={words.signOut}
          data-testid="sign-out"
          onClick={leave}
        >
          <Icon name="leave" />
        </button>
      </span>
      <ConnectionNotice connection={connection} />
    </header>
  );
}

function Self() {
  const { userId } = useRoom().session;
  const name = useName(userId);
  return (
    <span className="self" data-testid="self">
      <Avatar userId={userId} name={name} size={32}>
        <OnlineIndicator userId={userId} className="avatar-dot" data-testid="own-dot" />
      </Avatar>
      <span className="wide-only">{name}</span>
    </span>
  );
}

/** What a lost or closed connection means for what is seen, and the way back. */
function ConnectionNotice({ connection }: { connection: ConnectionState }) {
  const words = useWords();
  const language = usePreferences(preferences => preferences.language);
  const { session, presence } = useRoom();
  if (connection.phase !== 'closed' || connection.reason === 'left') return null;
  const known = elapsedText(connection.certainAt, presence.serverNow(), language);
  return (
    <p className="notice bar-notice" role="alert">
      <span>
        {words.closed[connection.reason]} {known && words.knownAt(known)}
      </span>
      <button type="button" className="button" onClick={() => void comeBack(session)}>
        {words.comeBack}
      </button>
    </p>
  );
}

function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString([], { hourCycle: 'h23' });
}
