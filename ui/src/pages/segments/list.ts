import { segments } from '../../api/client';
import { definitions } from '../../api/definitions';
import type { SegmentDefinition, SegmentVersion } from '../../api/definitionWords';
import type { Timestamp } from '../../api/wire';
import { segment as written } from '../../shared/expressions';

/** Which segments are listed. */
export interface Question {
  readonly workspace: string;
  readonly asOf: Timestamp | undefined;
}

/** A saved segment with its size. */
export interface Kept {
  readonly name: string;
  readonly version: SegmentVersion;
  readonly count: bigint;
}

/** Saved segments, all counted on one snapshot. */
export interface List {
  readonly segments: readonly Kept[];
  /** How many there are, listed or not. */
  readonly total: number;
  readonly population: bigint;
  /** The instant of the counts; undefined if there was nothing to count. */
  readonly asOf: Timestamp | undefined;
}

/** So many are counted in one call, and listed. */
export const LIST_LIMIT = 1000;

/** Asks for the segments by name, and for their sizes. */
export async function listed({ workspace, asOf }: Question, signal: AbortSignal): Promise<List> {
  const { found, total } = await defined(workspace, signal);
  if (found.length === 0) return { segments: [], total, population: 0n, asOf: undefined };
  const expressions = found.map(({ name }) => ({
    segment: { case: 'expression', value: written(name) } as const,
  }));
  const answer = await segments.countMany({ workspace, asOf, expressions }, { signal });
  return {
    segments: found.flatMap(({ name, current }, at) =>
      current ? [{ name, version: current, count: answer.counts[at]?.count ?? 0n }] : [],
    ),
    total,
    population: answer.population,
    asOf: answer.asOf,
  };
}

/** The saved segments by name, as many as are listed. A page has fewer than asked for if they do not fit a message. */
export async function defined(workspace: string, signal: AbortSignal) {
  const found: SegmentDefinition[] = [];
  for (let after = ''; ;) {
    const limit = LIST_LIMIT - found.length;
    const page = await definitions.listSegments({ workspace, after, limit }, { signal });
    found.push(...page.segments);
    after = page.nextAfter;
    if (after === '' || found.length >= LIST_LIMIT) return { found, total: page.total };
  }
}
