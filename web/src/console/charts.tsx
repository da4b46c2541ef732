import { useMemo } from 'react';
import { Chart, type Series } from './chart.js';
import { useConsole } from './console.js';
import { useFormats } from './format.js';
import type { HistoryPoint } from './wire.js';
import { useConsoleWords } from './words/use-words.js';

/** The points of the history, and the second that is not one of them yet. */
function usePoints(): readonly HistoryPoint[] {
  const points = useConsole(state => state.points);
  const stats = useConsole(state => state.stats);
  return useMemo(() => {
    const last = points.at(-1);
    return stats && (!last || stats.at > last.at) ? [...points, stats] : points;
  }, [points, stats]);
}

export function Charts() {
  const words = useConsoleWords();
  const { whole, tenths, milliseconds } = useFormats();
  const points = usePoints();
  // The rates of a single second would stand out among those of five.
  const history = useConsole(state => state.points);
  const named = words.charts;
  const series = useMemo(() => seriesOf(named), [named]);
  return (
    <section className="charts" aria-label={words.charted}>
      <Chart
        testId="chart-people"
        title={named.people}
        unit=""
        series={series.people}
        points={points}
        show={whole}
        leastTop={4}
      />
      <Chart
        testId="chart-edges"
        title={named.edges}
        unit={named.perSecond}
        series={series.edges}
        points={history}
        show={tenths}
        leastTop={1.2}
      />
      <Chart
        testId="chart-latency"
        title={named.latency}
        unit={named.milliseconds}
        series={series.latency}
        points={history}
        show={milliseconds}
        leastTop={5}
      />
      <Chart
        testId="chart-throttle"
        title={named.throttle}
        unit={named.perSecond}
        series={series.throttle}
        points={history}
        show={tenths}
        leastTop={2.4}
      />
    </section>
  );
}

function seriesOf(
  named: ReturnType<typeof useConsoleWords>['charts'],
): Record<'people' | 'edges' | 'latency' | 'throttle', readonly Series[]> {
  return {
    people: [
      {
        label: named.all,
        colour: 'plum',
        filled: true,
        value: ({ online }) => online.registered + online.guests,
      },
      { label: named.guests, colour: 'away', value: ({ online }) => online.guests },
    ],
    edges: [
      { label: named.cameOnline, colour: 'online', bars: 'up', value: ({ rates }) => rates.online },
      {
        label: named.wentOffline,
        colour: 'offline',
        bars: 'down',
        value: ({ rates }) => rates.offline,
      },
    ],
    latency: [
      { label: 'p99', colour: 'away', value: ({ latency }) => latency?.p99 ?? null },
      { label: 'p95', colour: 'plum', filled: true, value: ({ latency }) => latency?.p95 ?? null },
      { label: 'p50', colour: 'online', value: ({ latency }) => latency?.p50 ?? null },
    ],
    throttle: [
      {
        label: named.heldBack,
        colour: 'offline',
        filled: true,
        value: ({ rates }) => rates.throttled,
      },
      {
        label: named.accepted,
        colour: 'plum',
        filled: true,
        value: ({ rates }) => Math.max(0, rates.activities - rates.throttled),
      },
    ],
  };
}
