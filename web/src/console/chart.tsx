import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import { type Colour, useColours } from './colours.js';
import { useFormats } from './format.js';
import type { HistoryPoint } from './wire.js';
import { useConsoleWords } from './words/use-words.js';

export interface Series {
  readonly label: string;
  readonly colour: Colour;
  readonly value: (point: HistoryPoint) => number | null;
  /** Filled down to zero. */
  readonly filled?: boolean;
  /** Drawn as bars; `down` below the axis, the values staying what they are. */
  readonly bars?: 'up' | 'down';
}

interface ChartProps {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly Series[];
  readonly points: readonly HistoryPoint[];
  readonly show: (value: number) => string;
  /** The scale reaches at least so far. */
  readonly leastTop: number;
  readonly testId: string;
}

const height = 168;
const leastSpanSeconds = 120;

/** Values over the last minutes, with their present values beside the names, or those under the pointer. */
export function Chart({ title, unit, series, points, show, leastTop, testId }: ChartProps) {
  const words = useConsoleWords();
  const { time } = useFormats();
  const colours = useColours();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);

  const data = useMemo(() => columns(points, series), [points, series]);
  const latest = useRef(data);
  latest.current = data;

  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const drawn = new uPlot(
      options(series, colours, leastTop, parent.clientWidth, time, setPointed),
      latest.current,
      parent,
    );
    plot.current = drawn;
    const resize = new ResizeObserver(() => drawn.setSize({ width: parent.clientWidth, height }));
    resize.observe(parent);
    return () => {
      resize.disconnect();
      drawn.destroy();
      plot.current = null;
    };
  }, [series, colours, leastTop, time]);

  useEffect(() => plot.current?.setData(data), [data]);

  const shown = points[pointed ?? points.length - 1];
  const text = (each: Series) => {
    const value = shown ? each.value(shown) : null;
    return value === null ? '–' : show(value);
  };
  const summary = series.map(each => `${each.label} ${text(each)}`).join(', ');
  return (
    <figure className="card chart" data-testid={testId}>
      <figcaption className="card-head">
        <h2>{title}</h2>
        <span className="note">
          {pointed !== null && shown
            ? time(shown.at)
            : [unit, words.charts.span].filter(Boolean).join(' · ')}
        </span>
      </figcaption>
      <ul className="legend" aria-hidden="true">
        {series.map(each => (
          <li key={each.label}>
            <span className="swatch" style={{ background: `var(--${each.colour})` }} />
            {each.label} <strong>{text(each)}</strong>
          </li>
        ))}
      </ul>
      <div
        ref={place}
        className="plot"
        role="img"
        aria-label={words.charts.summary(title, summary)}
      />
      {points.length < 2 && <p className="note plot-empty">{words.charts.nothing}</p>}
    </figure>
  );
}

function columns(points: readonly HistoryPoint[], series: readonly Series[]): uPlot.AlignedData {
  const times = points.map(point => Date.parse(point.at) / 1000);
  const values = series.map(each =>
    points.map(point => {
      const value = each.value(point);
      if (!each.bars) return value;
      // A bar of nothing would still be drawn as a line.
      return value ? (each.bars === 'down' ? -value : value) : null;
    }),
  );
  return [times, ...values] as uPlot.AlignedData;
}

function options(
  series: readonly Series[],
  colours: Readonly<Record<Colour, string>>,
  leastTop: number,
  width: number,
  time: (moment: number) => string,
  point: (index: number | null) => void,
): uPlot.Options {
  const mirrored = series.some(each => each.bars === 'down');
  const font = `11px "Instrument Sans Variable", system-ui, sans-serif`;
  const axis = { stroke: colours.muted, font, ticks: { show: false } };
  return {
    width,
    height,
    legend: { show: false },
    padding: [10, 16, 0, 0],
    cursor: { points: { size: 7 }, drag: { x: false, y: false }, y: false },
    scales: {
      x: {
        range: (_, first, last) => [
          Math.min(first ?? 0, (last ?? 0) - leastSpanSeconds),
          last ?? leastSpanSeconds,
        ],
      },
      y: {
        range: (_, low, high) => {
          const top = Math.max(leastTop, (high ?? 0) * 1.15);
          return [mirrored ? Math.min(-leastTop, (low ?? 0) * 1.15) : 0, top];
        },
      },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 24,
        space: 60,
        incrs: [60, 120, 300],
        values: (_, splits) => splits.map(split => time(split * 1000).slice(0, 5)),
      },
      {
        ...axis,
        size: 40,
        space: 34,
        grid: { stroke: colours.line, width: 1 },
        values: (_, splits) =>
          splits.map(split => (Number.isInteger(split) ? `${Math.abs(split)}` : '')),
      },
    ],
    series: [{}, ...series.map(each => drawing(each, colours[each.colour]))],
    hooks: { setCursor: [drawn => point(drawn.cursor.idx ?? null)] },
  };
}

function drawing(series: Series, colour: string): uPlot.Series {
  if (series.bars && uPlot.paths.bars) {
    return {
      stroke: colour,
      fill: colour,
      width: 0,
      paths: uPlot.paths.bars({ size: [0.7, 8, 1], radius: 0.2 }),
      points: { show: false },
    };
  }
  return {
    stroke: colour,
    width: 2,
    spanGaps: true,
    points: { show: false },
    ...(series.filled && { fill: faded(colour) }),
    ...(uPlot.paths.spline && { paths: uPlot.paths.spline() }),
  };
}

function faded(colour: string): string {
  return `color-mix(in srgb, ${colour} 16%, transparent)`;
}
