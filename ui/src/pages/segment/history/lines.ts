import type { SizeSeries } from '../../../api/insightWords';
import type { Timestamp } from '../../../api/wire';
import { day } from '../../../shared/dates';

/** How a segment's size was and will be, on one axis of instants. */
export interface Course {
  /** As they are read: `17 Jun`. */
  readonly instants: readonly string[];
  /** The size at each instant; undefined where only a forecast reaches. */
  readonly past: readonly (number | undefined)[];
  /** The size foreseen, from the last of the past on; undefined before it. */
  readonly coming: readonly (number | undefined)[];
  /** How many came since the instant before. */
  readonly added: readonly (number | undefined)[];
  /** How many went since the instant before. */
  readonly removed: readonly (number | undefined)[];
}

/** The course of a history and a forecast that goes on where it ends. */
export function courseOf(
  history: SizeSeries,
  forecast: SizeSeries | undefined,
  zone: string,
): Course {
  const before = history.points;
  // It begins with the size now, which the history ends with.
  const after = forecast?.points.slice(1) ?? [];
  const beyond = after.map(() => undefined);
  const named = (at: Timestamp | undefined) => (at ? day(at, zone) : '');
  return {
    instants: [...before, ...after].map(({ asOf }) => named(asOf)),
    past: [...before.map(({ count }) => Number(count)), ...beyond],
    coming:
      after.length === 0
        ? []
        : [
            ...before.map(({ count }, at) =>
              at === before.length - 1 ? Number(count) : undefined,
            ),
            ...after.map(({ count }) => Number(count)),
          ],
    added: before.map(({ added }, at) => (at === 0 ? undefined : Number(added))),
    removed: before.map(({ removed }, at) => (at === 0 ? undefined : Number(removed))),
  };
}

/** How many came and went in all. */
export interface Moves {
  readonly added: bigint;
  readonly removed: bigint;
  /** The last size less the first. */
  readonly change: bigint;
}

export function movesOf({ points }: SizeSeries): Moves {
  const sum = (of: (point: SizeSeries['points'][number]) => bigint) =>
    points.reduce((total, point) => total + of(point), 0n);
  return {
    added: sum(({ added }) => added),
    removed: sum(({ removed }) => removed),
    change: (points.at(-1)?.count ?? 0n) - (points[0]?.count ?? 0n),
  };
}
