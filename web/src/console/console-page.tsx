import { useState } from 'react';
import { Brand } from '../design/brand.js';
import { Icon } from '../design/icon.js';
import { LanguageSwitch, ThemeSwitch } from '../design/switches.js';
import { Charts } from './charts.js';
import { leave, useConsole } from './console.js';
import { useFormats } from './format.js';
import { LatestEdges, Maintenance, Nodes, TruthTable } from './panels.js';
import { PeoplePanel } from './people-panel.js';
import { PersonFilePanel } from './person-file.js';
import { SignInPage } from './sign-in-page.js';
import { Tiles } from './tiles.js';
import { useConsoleWords } from './words/use-words.js';

export function ConsoleRoot() {
  const inside = useConsole(state => state.welcome !== null);
  return inside ? <ConsolePage /> : <SignInPage />;
}

function ConsolePage() {
  const words = useConsoleWords();
  const { time } = useFormats();
  const stats = useConsole(state => state.stats);
  const lost = useConsole(state => state.phase === 'lost');
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <div className="console" data-lost={lost || undefined}>
      <TopBar />
      {lost && (
        <p className="notice stale" role="alert" data-testid="stale">
          {words.stale(stats ? time(stats.at) : '–')}
        </p>
      )}
      <main className="console-main" aria-label={words.title}>
        <h1 className="unseen">{words.title}</h1>
        {stats && (
          <>
            <div className="figures">
              <Tiles stats={stats} />
              <Charts />
            </div>
            <div className="lower">
              <LatestEdges stats={stats} onOpen={setOpened} />
              <PeoplePanel onOpen={setOpened} />
              <div className="column">
                <Nodes stats={stats} />
                <TruthTable stats={stats} />
                <Maintenance />
              </div>
              {opened && <PersonFilePanel userId={opened} onClose={() => setOpened(null)} />}
            </div>
          </>
        )}
      </main>
    </div>
  );
}

function TopBar() {
  const words = useConsoleWords();
  const { span } = useFormats();
  const welcome = useConsole(state => state.welcome);
  const at = useConsole(state => state.stats?.at);
  const phase = useConsole(state => state.phase);
  return (
    <header className="console-bar">
      <Brand />
      <span className="bar-title">{words.title}</span>
      {/* Begins anew with each second's figures: while it beats, what is shown is now. */}
      <p className="beat" data-phase={phase} data-testid="state">
        <span key={at} className="beat-mark" aria-hidden="true" />
        <span role="status">{phase === 'live' ? words.live : words.reconnecting}</span>
      </p>
      {welcome && at && (
        <p className="bar-note">
          <code>{welcome.node}</code> {welcome.version} ·{' '}
          {words.aliveSince(span(Date.parse(at) - Date.parse(welcome.startedAt)))}
        </p>
      )}
      <span className="bar-end">
        <LanguageSwitch />
        <ThemeSwitch />
        {welcome && <span className="bar-note operator">{welcome.operator.name}</span>}
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
    </header>
  );
}
