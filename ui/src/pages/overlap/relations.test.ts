import { expect, test } from 'vitest';
import { create, OverlapResponseSchema, RelationKind } from '../../api/wire';
import { relationsOf } from './relations';

test('the same customers first, then segments inside others, the largest first', () => {
  const answer = create(OverlapResponseSchema, {
    lines: [{ counts: [10n] }, { counts: [10n, 40n] }, { counts: [0n, 0n, 40n] }],
    relations: [
      { kind: RelationKind.INSIDE, segment: 0, other: 1 },
      { kind: RelationKind.SAME, segment: 1, other: 2 },
    ],
  });
  expect(relationsOf(answer, ['Leads', 'British', 'UK'])).toEqual([
    { kind: 'same', name: 'British', other: 'UK', count: 40n, of: 40n },
    { kind: 'inside', name: 'Leads', other: 'British', count: 10n, of: 40n },
  ]);
});
