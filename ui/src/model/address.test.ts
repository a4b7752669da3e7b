import { expect, test } from 'vitest';
import { equals, PredicateSchema } from '../api/wire';
import { fromHash, instantOf, textOf, toHash } from './address';
import { rootOf, toPredicate } from './convert';
import { RandomPredicates } from './random';
import { emptyModel } from './state';
import { nodes, updated } from './tree';

test('a model comes back from its address, muted parts, instant and workspace too', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = new RandomPredicates(seed);
    const tree = rootOf(random.predicate(3));
    const all = [...nodes(tree)].slice(1);
    const chosen = all.length > 0 ? random.pick(all).id : tree.id;
    const muted = updated(tree, chosen, (node) => ({ ...node, muted: chosen !== tree.id }));
    const model = {
      tree: muted,
      asOf: instantOf('2026-02-03T04:05:06.789Z'),
      workspace: 'a & b',
    };
    const hash = toHash(model);
    const back = fromHash(`#${hash}`);
    expect(toHash(back), `seed ${seed}`).toBe(hash);
    const same = equals(PredicateSchema, toPredicate(back.tree), toPredicate(muted));
    expect(same, `seed ${seed}`).toBe(true);
    expect([...nodes(back.tree)].map((node) => node.muted)).toEqual(
      [...nodes(muted)].map((node) => node.muted),
    );
    expect(back.asOf).toEqual(model.asOf);
    expect(back.workspace).toBe('a & b');
  }
});

test('an empty page has an empty address', () => {
  expect(toHash(emptyModel())).toBe('');
});

test('a damaged address gives an empty page', () => {
  expect(fromHash('#s=!!!').tree.children).toEqual([]);
  expect(fromHash('#s=CgQ').tree.children).toEqual([]);
  expect(fromHash('#at=never').asOf).toBeUndefined();
});

test('a link may bring a text', () => {
  expect(textOf("#q=country%20%3D%3D%20'GB'")).toBe("country == 'GB'");
  expect(textOf('#s=CgQ')).toBeUndefined();
});
