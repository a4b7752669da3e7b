import type { ReachResponse } from '../../api/messageWords';
import { fraction } from '../../shared/fraction';
import { counted } from '../../shared/numbers';
import type { Trend } from './ask';
import type { Kept } from './list';

/** By what the list may be sorted. */
export const COLUMNS = {
  name: 'Segment',
  count: 'Customers',
  change: '30 days',
  reach: 'Reach',
} as const;

export type Column = keyof typeof COLUMNS;

/** What is known of the rows so far, by name. */
export interface Known {
  readonly trends: ReadonlyMap<string, Trend>;
  readonly reaches: ReadonlyMap<string, ReachResponse>;
}

/** Whether a row can only be placed once its own question is answered. */
export function isSlow(column: Column): boolean {
  return column === 'change' || column === 'reach';
}

/** The segments that have every word of a search in their name, description or tags. */
export function searched(segments: readonly Kept[], search: string): readonly Kept[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return segments;
  return segments.filter(({ name, version }) => {
    const own = [name, version.description, ...version.tags].join('\n').toLowerCase();
    return words.every((word) => own.includes(word));
  });
}

const names = new Intl.Collator('en', { numeric: true });

/** The segments by a column: names rising, numbers falling, what is not known last; equal ones by name. */
export function ordered(segments: readonly Kept[], column: Column, known: Known): Kept[] {
  const key = ({ name, count }: Kept): number | undefined => {
    switch (column) {
      case 'name':
        return 0;
      case 'count':
        return Number(count);
      case 'change':
        return known.trends.get(name)?.change;
      case 'reach': {
        const reach = known.reaches.get(name);
        return reach && fraction(reachedOf(reach), reach.members);
      }
    }
  };
  return segments
    .map((segment) => ({ segment, by: key(segment) ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) =>
      a.by === b.by ? names.compare(a.segment.name, b.segment.name) : a.by < b.by ? 1 : -1,
    )
    .map(({ segment }) => segment);
}

/** Members whom at least one channel reaches. */
export function reachedOf({ members, unreached }: ReachResponse): bigint {
  return members - unreached;
}

/** A change as it is read: +1,234, −56, ±0. */
export function changed(change: number): string {
  if (change === 0) return '±0';
  return `${change > 0 ? '+' : '−'}${counted(Math.abs(change))}`;
}
