import { useEffect, useRef, useState } from 'preact/hooks';
import './charts.css';
import { type Base, compact, named, pathOf, scaleOf } from './scale';

/** One line of a chart. */
export interface Line {
  readonly name: string;
  /** One for each instant; undefined where there is none. */
  readonly values: readonly (number | undefined)[];
  /** `main` is what the chart is about, `past` what it is held against, `coming` what is foreseen. */
  readonly kind: 'main' | 'past' | 'coming';
}

interface Props {
  /** What is drawn, for those who hear the page. */
  readonly label: string;
  /** The instants, from the left: `12 Mar`. */
  readonly instants: readonly string[];
  readonly lines: readonly Line[];
  /** A value as it is read. */
  readonly told: (value: number) => string;
  readonly base?: Base;
  /** Of the drawing, in pixels. */
  readonly height?: number;
}

const LEFT = 44;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 22;
const NAME_WIDTH = 64;

/**
 * Values over time. A pointer over it or the arrow keys choose an instant, whose values stand above the drawing; those
 * who hear the page have a table, too.
 */
export function Series({ label, instants, lines, told, base = 'zero', height = 160 }: Props) {
  const [frame, width] = useWidth();
  const [chosen, setChosen] = useState<number>();
  const last = instants.length - 1;
  if (last < 0) return <p class="hint">There is nothing to draw.</p>;

  const at = Math.min(chosen ?? last, last);
  const values = lines.flatMap((line) => line.values.filter((value) => value !== undefined));
  const { low, high, ticks } = scaleOf(values, base);
  const x = (place: number) =>
    LEFT + (last === 0 ? 0.5 : place / last) * Math.max(width - LEFT - RIGHT, 0);
  const y = (value: number) => TOP + (1 - (value - low) / (high - low)) * (height - TOP - BOTTOM);
  const reading = (place: number) =>
    lines
      .flatMap(({ name, values: of }) => {
        const value = of[place];
        return value === undefined ? [] : [`${name} ${told(value)}`];
      })
      .join(', ') || 'nothing known';
  const choose = (place: number) => setChosen(Math.max(0, Math.min(last, place)));

  return (
    <div class="series">
      <p class="series-reading" aria-hidden="true">
        <span class="hint">{instants[at]}</span>
        {lines.map(({ name, kind, values: of }) => {
          const value = of[at];
          return (
            value !== undefined && (
              <span key={name}>
                <Key kind={kind} /> {name} <b class="number">{told(value)}</b>
              </span>
            )
          );
        })}
      </p>
      <div
        ref={frame}
        class="series-frame"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={`${instants[at]}: ${reading(at)}`}
        onKeyDown={(event) => {
          const to = target(event.key, at, last);
          if (to === undefined) return;
          event.preventDefault();
          choose(to);
        }}
        onPointerMove={(event) => {
          const inside = event.clientX - event.currentTarget.getBoundingClientRect().left - LEFT;
          choose(Math.round((inside / Math.max(width - LEFT - RIGHT, 1)) * last));
        }}
        onPointerLeave={() => setChosen(undefined)}
      >
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            {ticks.map((tick) => (
              <g key={tick}>
                <line class="series-grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
                <text class="series-tick" x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
                  {compact(tick)}
                </text>
              </g>
            ))}
            {named(instants.length, width - LEFT - RIGHT, NAME_WIDTH).map((place) => (
              <text
                key={place}
                class="series-tick"
                x={x(place)}
                y={height - 5}
                text-anchor={place === last && last > 0 ? 'end' : 'middle'}
              >
                {instants[place]}
              </text>
            ))}
            <line class="series-cursor" x1={x(at)} x2={x(at)} y1={TOP} y2={height - BOTTOM} />
            {lines.map(({ name, kind, values: of }) => (
              <path
                key={name}
                class={`series-line ${kind}`}
                d={pathOf(
                  of.map((value, place) =>
                    value === undefined ? undefined : [x(place), y(value)],
                  ),
                )}
              />
            ))}
            {lines.map(({ name, kind, values: of }) => {
              const value = of[at];
              return (
                value !== undefined && (
                  <circle
                    key={name}
                    class={`series-dot ${kind}`}
                    cx={x(at)}
                    cy={y(value)}
                    r="3.5"
                  />
                )
              );
            })}
          </svg>
        )}
      </div>
      <Table label={label} instants={instants} lines={lines} told={told} />
    </div>
  );
}

/** Where a key leads from one instant; undefined for a key that leads nowhere. */
function target(key: string, at: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - 1;
    case 'ArrowRight':
    case 'ArrowUp':
      return at + 1;
    case 'PageDown':
      return at - 7;
    case 'PageUp':
      return at + 7;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

function Key({ kind }: { readonly kind: Line['kind'] }) {
  return (
    <svg class="series-key" width="16" height="8" aria-hidden="true">
      <path class={`series-line ${kind}`} d="M1 4h14" />
    </svg>
  );
}

function Table({ label, instants, lines, told }: Omit<Props, 'base' | 'height'>) {
  return (
    <div class="unseen">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            {lines.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {instants.map((instant, place) => (
            <tr key={instant}>
              <th scope="row">{instant}</th>
              {lines.map(({ name, values }) => {
                const value = values[place];
                return <td key={name}>{value === undefined ? '' : told(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** An element and how wide it is, in pixels; 0 until that is known. */
function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width] as const;
}
