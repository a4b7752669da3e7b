import type { StageMovesResponse } from '../../api/definitionWords';
import { type Timestamp, timestampDate, timestampFromDate } from '../../api/wire';

/** What those who are in no stage are called. */
export const NONE = 'no stage';

/** Customers who went from one stage to another. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly count: bigint;
}

/** One stage over the two instants. */
export interface Line {
  readonly name: string;
  /** How many were in it at the earlier instant. */
  readonly before: bigint;
  /** How many at the later. */
  readonly after: bigint;
  /** Where those who were in it are now, in the order of the lines. */
  readonly to: readonly bigint[];
}

/** The stages and those in none, each with where its customers went. */
export function linesOf({ lines }: Pick<StageMovesResponse, 'lines'>): Line[] {
  return lines.map((line, at) => ({
    name: stageName(line.name),
    before: line.counts.reduce((sum, count) => sum + count, 0n),
    after: lines.reduce((sum, from) => sum + (from.counts[at] ?? 0n), 0n),
    to: line.counts,
  }));
}

/** Those who are in another stage than before, the most first; as many as wished. */
export function flowsOf(lines: readonly Line[], limit: number): Move[] {
  const moves = lines.flatMap((line, from) =>
    line.to.flatMap((count, to) =>
      from === to || count === 0n ? [] : [{ from: line.name, to: lines[to]?.name ?? NONE, count }],
    ),
  );
  return moves.sort((a, b) => (a.count < b.count ? 1 : a.count > b.count ? -1 : 0)).slice(0, limit);
}

/** A stage's name; those in none have none. */
export function stageName(name: string): string {
  return name === '' ? NONE : name;
}

const DAY_MS = 86_400_000;

/** So many days before an instant, now if there is none; to the minute, so that a question stays the same for a while. */
export function daysBefore(instant: Timestamp | undefined, days: number): Timestamp {
  const end = instant ? timestampDate(instant).getTime() : Date.now();
  return timestampFromDate(new Date(Math.floor((end - days * DAY_MS) / 60_000) * 60_000));
}

/** An instant as a field for dates has it, in UTC. */
export function fieldOf(instant: Timestamp): string {
  return timestampDate(instant).toISOString().slice(0, 16);
}

/** The instant of a field for dates, in UTC; undefined while it is not whole. */
export function fromField(text: string): Timestamp | undefined {
  const date = new Date(`${text}Z`);
  return Number.isNaN(date.getTime()) ? undefined : timestampFromDate(date);
}
