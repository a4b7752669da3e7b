import type { OverlapResponse, OverlapResponse_Region as Region, Predicate } from '../../api/wire';

/** So many segments at most are taken apart into regions. */
export const MAX_REGION_SEGMENTS = 12;

/** Customers in all of some segments and in no other one. */
export interface Column {
  /** The places of the segments, rising. */
  readonly segments: readonly number[];
  readonly count: bigint;
  readonly predicate: Predicate | undefined;
  /** Who they are, in a few words. */
  readonly title: string;
}

/** The regions of an answer that have customers, the largest first. */
export function columnsOf({ regions }: OverlapResponse, names: readonly string[]): Column[] {
  return regions.map((region) => columnOf(region, names));
}

/** Customers in none of the segments; undefined if nobody is. */
export function noneOf({ none }: OverlapResponse, names: readonly string[]): Column | undefined {
  return none && none.count > 0n ? columnOf(none, names) : undefined;
}

function columnOf({ segments, count, predicate }: Region, names: readonly string[]): Column {
  return { segments, count, predicate, title: titleOf(segments, names) };
}

function titleOf(segments: readonly number[], names: readonly string[]): string {
  if (segments.length === 0) return 'in none';
  const inside = segments.map((at) => names[at] ?? '').join(' + ');
  return segments.length === names.length ? `in all: ${inside}` : `in ${inside} only`;
}

/** Where things lie in the drawing, in pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Where the columns begin. */
  readonly left: number;
  readonly column: number;
  readonly row: number;
  /** How high the highest bar is. */
  readonly bars: number;
  /** Where the rows begin. */
  readonly rows: number;
}

/** Room for names and sizes, and for bars of the sizes where the page is wide. */
const LEFT = { wide: 260, narrow: 164 } as const;
const COLUMN = 30;
const ROW = 28;
const BARS = 150;
/** Room for a number above the highest bar. */
const ABOVE = 44;
const BETWEEN = 12;

export function layoutOf(
  columns: number,
  segments: number,
  page: keyof typeof LEFT = 'wide',
): Layout {
  const rows = ABOVE + BARS + BETWEEN;
  const left = LEFT[page];
  return {
    width: left + columns * COLUMN + BETWEEN,
    height: rows + segments * ROW,
    left,
    column: COLUMN,
    row: ROW,
    bars: BARS,
    rows,
  };
}

/** The length of a bar for a count where the greatest one has `full`; somebody is always seen. */
export function lengthOf(count: bigint, most: bigint, full: number): number {
  if (count === 0n || most === 0n) return 0;
  return Math.max(1, (Number(count) / Number(most)) * full);
}

/** Where a key leads among so many columns; undefined for a key that leads nowhere. */
export function columnAfter(key: string, at: number, columns: number): number | undefined {
  const to = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: columns - 1,
  }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(columns - 1, to));
}
