import { type OverlapResponse, RelationKind } from '../../api/wire';

/** How two segments relate, for people. */
export interface Relation {
  readonly kind: 'same' | 'inside';
  /** The one inside, if one is. */
  readonly name: string;
  readonly other: string;
  readonly count: bigint;
  /** How many the other has. */
  readonly of: bigint;
}

/** The relations of an answer: the same customers first, then those inside others, the largest first. */
export function relationsOf(
  { relations, lines }: OverlapResponse,
  names: readonly string[],
): Relation[] {
  const size = (at: number) => lines[at]?.counts[at] ?? 0n;
  const told = relations.map(({ kind, segment, other }): Relation => ({
    kind: kind === RelationKind.SAME ? 'same' : 'inside',
    name: names[segment] ?? '',
    other: names[other] ?? '',
    count: size(segment),
    of: size(other),
  }));
  return told.sort(
    (a, b) =>
      Number(b.kind === 'same') - Number(a.kind === 'same') || Number(b.count - a.count) || 0,
  );
}
