import type {
  DifferenceResponse,
  DifferenceResponse_Line as Line,
} from '../../../api/insightWords';
import { fraction } from '../../../shared/fraction';
import { times } from '../../../shared/numbers';
import { percent, signed } from '../results/told';

/** What is true of customers, and how often inside the segment and outside. */
export interface Row {
  readonly line: Line;
  /** Share of the segment, 0 to 1. */
  readonly inside: number;
  /** Share of the comparison, 0 to 1. */
  readonly outside: number;
  /** `+12.30`, in points of 100. */
  readonly points: string;
  /** Between which points the truth lies. */
  readonly interval: string;
  /** How many times as frequent inside: `1.8×`; `only here` if nobody of the comparison has it. */
  readonly ratio: string;
}

export function rowsOf({ lines, count, againstCount }: DifferenceResponse): Row[] {
  return lines.map((line) => ({
    line,
    inside: fraction(line.count, count),
    outside: fraction(line.againstCount, againstCount),
    points: signed(line.difference * 100),
    interval: `${signed(line.low * 100)} to ${signed(line.high * 100)}`,
    ratio: line.ratio === undefined ? 'only here' : times(line.ratio),
  }));
}

/** The names that lines are about, each once, in the order of their first line. */
export function namesOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.map(({ line }) => line.name))];
}

/** A share as the table shows it. */
export const shareOf = percent;

/** How likely such a distance is by chance: `< 0.0001`, `0.0230`. */
export function chance(pValue: number): string {
  return pValue < 0.0001 ? '< 0.0001' : pValue.toFixed(4);
}
