/** Where values lie on an axis. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Round values from low to high, both with it. */
  readonly ticks: readonly number[];
}

/** Where an axis begins: at 0, or as near to the values as round numbers allow. */
export type Base = 'zero' | 'near';

/** The axis that holds some values, with about as many steps as wished; counts are never halved. */
export function scaleOf(values: readonly number[], base: Base, steps = 4): Scale {
  const most = Math.max(...values, 0);
  const least = base === 'zero' ? Math.min(0, ...values) : Math.min(...values, most);
  const step = roundStep((most - least) / steps);
  const low = Math.floor(least / step) * step;
  const high = Math.max(Math.ceil(most / step) * step, low + step);
  const count = Math.round((high - low) / step);
  return { low, high, ticks: Array.from({ length: count + 1 }, (_, i) => low + i * step) };
}

/** The least of 1, 2, 5, 10, 20, … that is not below a raw step. */
function roundStep(raw: number): number {
  if (raw <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const part = raw / power;
  return (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10) * power;
}

/** A place on a drawing. */
export type Place = readonly [x: number, y: number];

/** The path through some places; where there is none the line is broken, and a lonely one is a dot. */
export function pathOf(places: readonly (Place | undefined)[]): string {
  return places
    .map((place, at) => {
      if (!place) return '';
      const [x, y] = place.map((part) => Math.round(part * 10) / 10);
      if (places[at - 1]) return `L${x} ${y}`;
      return places[at + 1] ? `M${x} ${y}` : `M${x} ${y}h0`;
    })
    .join('');
}

/** Which of some places on an axis are named, so that names of a width do not touch; the last one always is. */
export function named(count: number, width: number, nameWidth: number): number[] {
  const room = Math.max(1, Math.floor(width / nameWidth));
  const every = Math.max(1, Math.ceil((count - 1) / room));
  const places: number[] = [];
  for (let at = count - 1; at >= 0; at -= every) places.unshift(at);
  return places;
}

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** A number as it stands on an axis: 1.2K. */
export function compact(value: number): string {
  return short.format(value);
}
