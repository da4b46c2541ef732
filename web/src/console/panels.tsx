import { useState } from 'react';
import { ConfirmButton } from './confirm-button.js';
import { runCleanup, useConsole } from './console.js';
import { useFormats } from './format.js';
import type { Edge, EdgeCause, Stats } from './wire.js';
import { useConsoleWords } from './words/use-words.js';

export function EdgeRow({ edge, onOpen }: { edge: Edge; onOpen?: (userId: string) => void }) {
  const words = useConsoleWords();
  const { time } = useFormats();
  return (
    <li className="edge" data-online={edge.isOnline} data-user={edge.userId}>
      <time dateTime={edge.at}>{time(edge.at)}</time>
      <span className="mark" aria-hidden="true" />
      {onOpen ? (
        <button type="button" className="edge-name" onClick={() => onOpen(edge.userId)}>
          {edge.username}
          {edge.isAnonymous && <span className="tag">{words.guest}</span>}
        </button>
      ) : (
        <span className="edge-name">{words.statuses[edge.isOnline ? 'online' : 'offline']}</span>
      )}
      <span className="note">{words.causes[edge.cause]}</span>
    </li>
  );
}

interface LatestEdgesProps {
  readonly stats: Stats;
  readonly onOpen: (userId: string) => void;
}

export function LatestEdges({ stats, onOpen }: LatestEdgesProps) {
  const words = useConsoleWords();
  const { whole } = useFormats();
  const edges = useConsole(state => state.edges);
  const skipped = useConsole(state => state.skipped);
  return (
    <section className="card latest" aria-labelledby="latest-title">
      <div className="card-head">
        <h2 id="latest-title">{words.latest}</h2>
        {skipped > 0 && <span className="note">{words.skipped(whole(skipped))}</span>}
      </div>
      <ul className="causes note" data-testid="causes">
        {Object.entries(words.causes).map(([cause, name]) => (
          <li key={cause}>
            {name} {whole(stats.totals.edges[cause as EdgeCause])}
          </li>
        ))}
      </ul>
      {edges.length === 0 && <p className="note">{words.latestEmpty}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ol className="edges" data-testid="edges" tabIndex={0} aria-labelledby="latest-title">
        {edges.map(edge => (
          <EdgeRow key={edge.number} edge={edge} onOpen={onOpen} />
        ))}
      </ol>
    </section>
  );
}

export function TruthTable({ stats }: { stats: Stats }) {
  const words = useConsoleWords();
  const { whole, tenths } = useFormats();
  return (
    <section className="card" aria-labelledby="truth-title">
      <div className="card-head">
        <h2 id="truth-title">{words.truth}</h2>
      </div>
      <p className="note">{stats.truth.length === 0 ? words.truthEmpty : words.truthNote}</p>
      {stats.truth.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
        <section className="scroll" tabIndex={0} aria-label={words.truthNote}>
          <table data-testid="truth">
            <thead>
              <tr>
                {words.truthColumns.map(column => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {stats.truth.map(each => (
                <tr key={each.measure + each.cause}>
                  <th scope="row">{words.measures[each.measure]}</th>
                  <td>{words.causes[each.cause]}</td>
                  <td>{whole(each.count)}</td>
                  <td>{words.seconds(tenths(each.meanSeconds))}</td>
                  <td>
                    {each.p95BoundSeconds === null ? '–' : words.atMost(`${each.p95BoundSeconds}`)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

/** Leases are renewed every two seconds; a node that has not done so for this long is in trouble. */
const lateSeconds = 10;

export function Nodes({ stats }: { stats: Stats }) {
  const words = useConsoleWords();
  const { whole } = useFormats();
  return (
    <section className="card" aria-labelledby="nodes-title">
      <div className="card-head">
        <h2 id="nodes-title">{words.nodes}</h2>
      </div>
      <ul className="nodes" data-testid="nodes">
        {stats.nodes.map(each => {
          const age = Math.max(0, (Date.parse(stats.at) - Date.parse(each.lastSign)) / 1000);
          const late = age > lateSeconds;
          return (
            <li key={each.node} data-late={late || undefined}>
              <span className="mark" aria-hidden="true" />
              <code>{each.node}</code>
              {each.isThisNode && <span className="tag">{words.thisNode}</span>}
              <span className="note">
                {late ? words.silentNode(whole(age)) : words.renewed(whole(age))}
              </span>
            </li>
          );
        })}
      </ul>
      {stats.health
        .filter(part => !part.up)
        .map(part => (
          <p key={part.name} className="notice">
            {part.name}: {part.detail}
          </p>
        ))}
    </section>
  );
}

export function Maintenance() {
  const words = useConsoleWords();
  const [outcome, setOutcome] = useState('');
  const cleanUp = async () => {
    const answer = await runCleanup();
    setOutcome(
      answer.success
        ? words.cleanupDone(
            answer.data.zombiesCleaned,
            answer.data.guestsClosed,
            answer.data.linksDeactivated,
          )
        : words.failed(answer.error || words.unanswered),
    );
  };
  return (
    <section className="card" aria-labelledby="maintenance-title">
      <div className="card-head">
        <h2 id="maintenance-title">{words.maintenance}</h2>
      </div>
      <p className="action">
        <ConfirmButton
          testId="cleanup"
          label={words.cleanup}
          question={words.cleanupAsk}
          consequence={words.cleanupWhat}
          act={cleanUp}
        />
        <span className="note" role="status" data-testid="cleanup-outcome">
          {outcome}
        </span>
      </p>
    </section>
  );
}
