import type { OverlapResponse } from '../api/wire';
import { fraction } from '../shared/fraction';

/** What two segments have in common. */
export interface Cell {
  readonly count: bigint;
  /** Common customers as a part of the row's; undefined of nobody. */
  readonly ofRow: number | undefined;
  /** Common customers as a part of those in either (Jaccard); undefined of nobody. */
  readonly similarity: number | undefined;
}

/** A cell of the answer's matrix, rows and columns in the order that was asked. */
export function cellOf({ lines }: OverlapResponse, row: number, column: number): Cell {
  const countAt = (one: number, other: number) => lines[one]?.counts[other] ?? 0n;
  const count = countAt(row, column);
  const own = countAt(row, row);
  const either = own + countAt(column, column) - count;
  return {
    count,
    ofRow: own === 0n ? undefined : fraction(count, own),
    similarity: either === 0n ? undefined : fraction(count, either),
  };
}

/** What a cell can tell beside its count. */
export const MEASURES = {
  ofRow: 'Share of the row',
  similarity: 'Similarity (Jaccard)',
} as const;

export type MeasureName = keyof typeof MEASURES;

export function isMeasure(text: string): text is MeasureName {
  return Object.hasOwn(MEASURES, text);
}

/** How strongly a cell is shaded, from 0 to 10; only nothing is 0. */
export function heat(part: number | undefined): number {
  return part === undefined || part === 0 ? 0 : Math.max(1, Math.round(part * 10));
}

/** A part as it is read: 12.3 %, 0.123. */
export function told(part: number | undefined, measure: MeasureName): string {
  if (part === undefined) return '–';
  if (measure === 'ofRow') {
    const percent = part * 100;
    return `${part === 0 || part === 1 ? percent : percent.toFixed(1)} %`;
  }
  return part === 0 || part === 1 ? String(part) : part.toFixed(3);
}
