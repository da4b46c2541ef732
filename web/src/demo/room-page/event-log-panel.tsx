import { useStore } from 'zustand';
import { type LoggedEvent, medianLatency } from '../room/event-log.js';
import type { Words } from '../words/english.js';
import { useWords } from '../words/use-words.js';
import { useName } from './names.js';
import { useRoom } from './room-context.js';

export function EventLogPanel() {
  const words = useWords();
  const { events, total } = useStore(useRoom().eventLog);
  const median = medianLatency(events);
  return (
    <section className="panel events" aria-label={words.live}>
      <h2 className="panel-title">
        {words.live}
        <span className="panel-note" title={words.latencyMeaning}>
          {median === null ? words.events(total) : words.median(milliseconds(median))}
        </span>
      </h2>
      <LatencyBars events={events} />
      {events.length === 0 && <p className="hint">{words.liveHint}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ol className="event-log" data-testid="event-log" tabIndex={0} aria-label={words.live}>
        {events.map(event => (
          <EventRow key={event.id} event={event} />
        ))}
      </ol>
    </section>
  );
}

function EventRow({ event }: { event: LoggedEvent }) {
  const words = useWords();
  const name = useName(event.userId);
  return (
    <li
      className="event"
      data-kind={event.kind}
      data-detail={event.kind === 'edge' ? event.detail : undefined}
      data-event={event.event}
    >
      <time>{clockTime(event.at)}</time>
      <span className="event-words">
        {event.userId && <strong>{name}</strong>} {sentence(event, words)}
        <code>{event.event}</code>
      </span>
      {event.latencyMs !== null && (
        <span className="latency" title={words.latencyMeaning}>
          {milliseconds(event.latencyMs)}
        </span>
      )}
    </li>
  );
}

const barCount = 48;
/** Full height of a bar; the promise of the gateway is 100 ms. */
const fullBarMs = 100;

/** The latest latencies, oldest on the left. */
function LatencyBars({ events }: { events: readonly LoggedEvent[] }) {
  const measured = events
    .filter(event => event.latencyMs !== null)
    .slice(0, barCount)
    .reverse();
  return (
    <svg
      className="latency-bars"
      viewBox={`0 0 ${barCount * 4} 20`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {measured.map((event, index) => {
        const height = 2 + 18 * Math.min(1, Math.sqrt((event.latencyMs ?? 0) / fullBarMs));
        const x = (barCount - measured.length + index) * 4;
        return (
          <rect
            key={event.id}
            x={x}
            y={20 - height}
            width="3"
            height={height}
            rx="1"
            data-kind={event.kind}
          />
        );
      })}
    </svg>
  );
}

function sentence({ event, kind, detail }: LoggedEvent, words: Words): string {
  switch (kind) {
    case 'edge':
      return detail === 'online' ? words.connected : words.disconnected;
    case 'activity':
      return words.active;
    case 'typing':
      return event === 'typing:start' ? words.writes : words.stoppedWriting;
    case 'message':
      return words.quote(detail);
    case 'sent':
      return detail ? words.delivered : words.notSent;
    default:
      return event === 'presence:snapshot' ? words.snapshot(detail) : detail;
  }
}

function milliseconds(duration: number): string {
  // Stamps have whole milliseconds: nothing finer is known.
  if (duration < 1) return '< 1 ms';
  return `${duration < 10 ? Math.round(duration * 10) / 10 : Math.round(duration)} ms`;
}

function clockTime(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
