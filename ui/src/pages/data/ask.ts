import { insights } from '../../api/insights';
import type { ClauseCoverageResponse, CoverageResponse } from '../../api/insightWords';
import type { Predicate, Timestamp } from '../../api/wire';

/** What is asked of the whole workspace. */
export interface CoverageQuestion {
  readonly workspace: string;
  readonly asOf: Timestamp | undefined;
  /** Whole days before today. */
  readonly days: number;
}

export function coverageOf(
  question: CoverageQuestion,
  signal: AbortSignal,
): Promise<CoverageResponse> {
  return insights.coverage(question, { signal });
}

/** What is asked of the segment in the builder. */
export interface ClauseQuestion {
  readonly workspace: string;
  readonly asOf: Timestamp | undefined;
  readonly predicate: Predicate;
}

export function clausesOf(
  { predicate, ...about }: ClauseQuestion,
  signal: AbortSignal,
): Promise<ClauseCoverageResponse> {
  const segment = { case: 'predicate', value: predicate } as const;
  return insights.clauseCoverage({ ...about, segment }, { signal });
}
