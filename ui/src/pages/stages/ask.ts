import { definitions } from '../../api/definitions';
import type {
  CountStagesResponse,
  PartitionDefinition,
  StageMovesResponse,
} from '../../api/definitionWords';
import type { Timestamp } from '../../api/wire';

/** Which partitions there are. */
export interface Partitions {
  readonly partitions: readonly PartitionDefinition[];
  /** How many there are, listed or not. */
  readonly total: number;
}

const LISTED = 1000;

/** Partitions by name. */
export async function partitionsOf(
  { workspace }: { readonly workspace: string },
  signal: AbortSignal,
): Promise<Partitions> {
  const { partitions, total } = await definitions.listPartitions(
    { workspace, limit: LISTED },
    { signal },
  );
  return { partitions, total };
}

/** Whose sizes are asked. */
export interface SizeQuestion {
  readonly workspace: string;
  readonly partition: string;
  readonly asOf: Timestamp | undefined;
}

export function sizesOf(question: SizeQuestion, signal: AbortSignal): Promise<CountStagesResponse> {
  return definitions.countStages(question, { signal });
}

/** Whose moves are asked, and between when. */
export interface MoveQuestion {
  readonly workspace: string;
  readonly partition: string;
  readonly from: Timestamp;
  readonly to: Timestamp | undefined;
}

export function movesOf(question: MoveQuestion, signal: AbortSignal): Promise<StageMovesResponse> {
  return definitions.stageMoves(question, { signal });
}
