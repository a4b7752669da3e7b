import { expect, test } from 'vitest';
import { create, PreviewResponseSchema } from '../api/wire';
import { nodeAt, nodeOfFault, numbersOf, outgoing } from './outgoing';
import { of } from './random';
import { blank, clause, group } from './tree';

const one = (member: string) =>
  clause(
    of({
      case: 'hasMember',
      value: { field: { kind: { case: 'name', value: 'tags' } }, member },
    }),
  );

test('muted and unfinished parts are not asked', () => {
  const kept = one('a');
  const tree = group('all', [kept, { ...one('b'), muted: true }, blank(), group('any'), one('')]);
  const { predicate, place } = outgoing(tree);
  expect(predicate).toBe(kept.predicate);
  expect(place.ids).toEqual([tree.id, kept.id]);
});

test('a group in a group of the same kind is spread into it', () => {
  const [a, b, c] = [one('a'), one('b'), one('c')];
  const inner = group('all', [b, c]);
  const { predicate, place } = outgoing(group('all', [a, inner]));
  expect(predicate.kind.case === 'and' && predicate.kind.value.terms).toHaveLength(3);
  expect(place.children.map((child) => child.ids)).toEqual([[a.id], [b.id], [c.id]]);
});

test('numbers find their nodes through negations and groups of one part', () => {
  const [a, b, c] = [one('a'), { ...one('b'), negated: true }, one('c')];
  const none = group('any', [c, one('d')], { negated: true });
  const lone = group('any', [b]);
  const tree = group('all', [a, lone, none]);
  const { place } = outgoing(tree);
  const answer = create(PreviewResponseSchema, {
    root: {
      count: 1n,
      children: [
        { count: 2n, without: 20n, unknown: 5n },
        { count: 3n, children: [{ count: 30n, unknown: 7n }] },
        { count: 4n, children: [{ count: 40n, children: [{ count: 5n }, { count: 6n }] }] },
      ],
    },
  });
  const numbers = numbersOf(place, answer);
  expect(numbers.get(tree.id)?.count).toBe(1n);
  expect(numbers.get(a.id)).toMatchObject({ count: 2n, without: 20n, unknown: 5n });
  // The count is that of the opposite; who has no value is told by the clause inside.
  expect(numbers.get(b.id)).toMatchObject({ count: 3n, unknown: 7n });
  expect(numbers.get(lone.id)?.count).toBe(3n);
  expect(numbers.get(none.id)?.count).toBe(4n);
  expect(numbers.get(c.id)?.count).toBe(5n);
});

test('an answer about another tree gives no wrong numbers', () => {
  const [a, b] = [one('a'), one('b')];
  const { place } = outgoing(group('all', [a, b]));
  const answer = create(PreviewResponseSchema, { root: { count: 9n, children: [{ count: 1n }] } });
  expect(numbersOf(place, answer).get(a.id)).toBeUndefined();
});

test('a fault finds its clause', () => {
  const [a, b, c] = [one('a'), one('b'), { ...one('c'), negated: true }];
  const tree = group('all', [a, group('any', [b, c])]);
  const { place } = outgoing(tree);
  const at = (path: string) => nodeOfFault(place, { place: path, message: '' });
  expect(at('predicate.and.terms[0].has_member.field')).toBe(a.id);
  expect(at('predicate.and.terms[1].or.terms[0].has_member.field')).toBe(b.id);
  expect(at('predicate.and.terms[1].or.terms[1].not.term.has_member.field')).toBe(c.id);
  expect(at('as_of')).toBeUndefined();
  expect(nodeAt(place, [1, 1])).toBe(c.id);
});
