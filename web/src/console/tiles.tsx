import type { ReactNode } from 'react';
import { useConsole } from './console.js';
import { useFormats } from './format.js';
import type { Stats } from './wire.js';
import { useConsoleWords } from './words/use-words.js';

export function Tiles({ stats }: { stats: Stats }) {
  const words = useConsoleWords();
  const { whole, tenths, percent, milliseconds, moment } = useFormats();
  const busy = useConsole(state => state.lastBusy);
  const latency = busy?.latency;
  const { online, rates, throttle, totals, cleanup } = stats;
  const people = online.registered + online.guests;
  const store = stats.health.find(part => part.name === 'store');
  return (
    <section className="tiles" aria-label={words.figures} data-testid="tiles">
      <Tile
        id="online"
        name={words.online}
        note={words.registeredGuests(whole(online.registered), whole(online.guests))}
        leading
      >
        {whole(people)}
      </Tile>
      <Tile
        id="connections"
        name={words.connections}
        note={people > 0 ? words.perPerson(tenths(online.connections / people)) : ''}
      >
        {whole(online.connections)}
      </Tile>
      <Tile id="edges" name={words.edges} note={words.broadcasts(tenths(rates.broadcasts))}>
        <span className="up">
          <span className="arrow" aria-hidden="true" />
          <span className="unseen">{words.charts.cameOnline} </span>
          {tenths(rates.online)}
        </span>{' '}
        <span className="down">
          <span className="arrow" aria-hidden="true" />
          <span className="unseen">{words.charts.wentOffline} </span>
          {tenths(rates.offline)}
        </span>
      </Tile>
      <Tile
        id="latency"
        name={words.latency}
        note={
          busy && latency
            ? words.latencyNote(
                milliseconds(latency.p50),
                milliseconds(latency.p99),
                moment(busy.at),
              )
            : words.noBroadcast
        }
      >
        {latency ? milliseconds(latency.p95) : '–'}
      </Tile>
      <Tile
        id="throttle"
        name={words.throttle}
        note={words.throttleNote(whole(throttle.throttled), whole(throttle.requests))}
      >
        {percent(throttle.rate)}
      </Tile>
      <Tile
        id="zombies"
        name={words.zombies}
        note={
          stats.maintenanceActive
            ? cleanup
              ? words.lastRun(moment(cleanup.at))
              : words.neverRun
            : words.jobFailed
        }
        alarm={!stats.maintenanceActive}
      >
        {whole(totals.zombiesCleaned)}
      </Tile>
      <Tile
        id="store"
        name={words.store}
        note={words.waiting(whole(stats.pendingWrites))}
        alarm={store?.up === false}
      >
        {store?.up === false ? words.storeDown : words.storeUp}
      </Tile>
    </section>
  );
}

interface TileProps {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly leading?: boolean;
  readonly alarm?: boolean;
  readonly children: ReactNode;
}

function Tile({ id, name, note, leading, alarm, children }: TileProps) {
  return (
    <article
      className="tile"
      data-leading={leading || undefined}
      data-alarm={alarm || undefined}
      data-testid={`tile-${id}`}
    >
      <h2>{name}</h2>
      <p className="value" data-testid={`value-${id}`}>
        {children}
      </p>
      <p className="note">{note}</p>
    </article>
  );
}
