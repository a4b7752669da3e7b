import { expect, test } from 'vitest';
import { equals, PredicateSchema } from '../api/wire';
import { fromPredicate, rootOf, toPredicate } from './convert';
import { outgoing } from './outgoing';
import { of, RandomPredicates } from './random';
import { blank, clause, group, type Node } from './tree';

const SEEDS = Array.from({ length: 500 }, (_, seed) => seed + 1);

/** A tree without names, which differ from one reading to the next. */
function nameless(node: Node): unknown {
  const { id: _, ...rest } = node;
  return rest.kind === 'group' ? { ...rest, children: rest.children.map(nameless) } : rest;
}

test('the tree of every predicate comes back from the predicate it is kept as', () => {
  for (const seed of SEEDS) {
    const tree = fromPredicate(new RandomPredicates(seed).predicate(4));
    expect(nameless(fromPredicate(toPredicate(tree))), `seed ${seed}`).toEqual(nameless(tree));
  }
});

test('what is asked of the server is what was read from it', () => {
  for (const seed of SEEDS) {
    const predicate = new RandomPredicates(seed).predicate(4);
    const asked = outgoing(rootOf(predicate)).predicate;
    expect(equals(PredicateSchema, asked, predicate), `seed ${seed}`).toBe(true);
  }
});

test('a tree comes back from its predicate with groups of one part and blanks', () => {
  const everyone = of({ case: 'everyone', value: {} });
  const tree = group('all', [
    group('any', [clause(everyone, { negated: true })], { negated: true }),
    group('atMost', [blank(), group('all')], { count: 3 }),
  ]);
  expect(nameless(fromPredicate(toPredicate(tree)))).toEqual(nameless(tree));
});

test('a second negation gets a group of its own', () => {
  const everyone = of({ case: 'everyone', value: {} });
  const twice = of({
    case: 'not',
    value: { term: of({ case: 'not', value: { term: everyone } }) },
  });
  const node = fromPredicate(twice);
  expect(node).toMatchObject({ kind: 'group', mode: 'all', negated: true });
  expect(equals(PredicateSchema, outgoing(rootOf(twice)).predicate, twice)).toBe(true);
});

test('everyone is an empty page, and an empty page asks for everyone', () => {
  const root = rootOf(of({ case: 'everyone', value: {} }));
  expect(root.children).toEqual([]);
  expect(outgoing(root).predicate.kind.case).toBe('everyone');
});
