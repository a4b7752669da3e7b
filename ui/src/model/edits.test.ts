import { expect, test } from 'vitest';
import { canMove, copyOf, type Edit, edited, narrowed, neighbour } from './edits';
import { RandomPredicates } from './random';
import { blank, find, group, type Group, type Node, nodes } from './tree';

const [a, b, c, d] = [blank(), blank(), blank(), blank()];
const inner = group('any', [b, c]);
const tree = group('all', [a, inner, d]);

/** The tree as names in brackets, to be read at a glance. */
function shape(node: Node): string {
  const letters = new Map([a, b, c, d].map((known, i) => [known.id, 'abcd'[i]]));
  if (node.kind === 'clause') return letters.get(node.id) ?? '?';
  return `(${node.children.map(shape).join(' ')})`;
}

function after(edit: Edit, from: Group = tree): string {
  return shape(edited(from, edit));
}

test('moves by keyboard go past neighbours, into the group beside and out of the group around', () => {
  expect(shape(tree)).toBe('(a (b c) d)');
  expect(after({ do: 'move', id: a.id, where: 'down' })).toBe('((b c) a d)');
  expect(after({ do: 'move', id: d.id, where: 'up' })).toBe('(a d (b c))');
  expect(after({ do: 'move', id: a.id, where: 'in' })).toBe('((a b c) d)');
  expect(after({ do: 'move', id: d.id, where: 'in' })).toBe('(a (b c d))');
  expect(after({ do: 'move', id: b.id, where: 'out' })).toBe('(a (c) b d)');
  expect(after({ do: 'move', id: inner.id, where: 'up' })).toBe('((b c) a d)');
});

test('a move that leads nowhere changes nothing', () => {
  for (const [node, where] of [
    [a, 'up'],
    [d, 'down'],
    [a, 'out'],
    [b, 'in'],
    [tree, 'up'],
  ] as const) {
    expect(canMove(tree, node.id, where)).toBe(false);
    expect(edited(tree, { do: 'move', id: node.id, where })).toBe(tree);
  }
});

test('a drop goes before the child that stands there, and never into itself', () => {
  expect(after({ do: 'moveTo', id: a.id, to: inner.id, at: 1 })).toBe('((b a c) d)');
  expect(after({ do: 'moveTo', id: a.id, to: tree.id, at: 2 })).toBe('((b c) a d)');
  expect(after({ do: 'moveTo', id: a.id, to: tree.id, at: 3 })).toBe('((b c) d a)');
  expect(edited(tree, { do: 'moveTo', id: a.id, to: tree.id, at: 1 })).toBe(tree);
  expect(edited(tree, { do: 'moveTo', id: inner.id, to: inner.id, at: 0 })).toBe(tree);
});

test('add, remove, wrap, duplicate', () => {
  expect(after({ do: 'remove', id: c.id })).toBe('(a (b) d)');
  expect(after({ do: 'wrap', id: a.id, around: group('any') })).toBe('((a) (b c) d)');
  expect(after({ do: 'add', to: inner.id, node: blank(), at: 0 })).toBe('(a (? b c) d)');
  const copy = copyOf(tree, inner.id);
  expect(after({ do: 'duplicate', id: inner.id, copy })).toBe('(a (b c) (? ?) d)');
});

test('what is not touched stays the same object', () => {
  const next = edited(tree, { do: 'mute', id: a.id });
  expect(next.children[1]).toBe(inner);
  expect(find(next, a.id)?.muted).toBe(true);
  expect(a.muted).toBe(false);
});

test('narrowing goes around what is not a plain all-of', () => {
  expect(shape(narrowed(tree, blank()))).toBe('(a (b c) d ?)');
  expect(shape(narrowed(inner, blank()))).toBe('((b c) ?)');
});

test('after a removal the focus goes to the next, else the one before, else the group', () => {
  expect(neighbour(tree, a.id)).toBe(inner.id);
  expect(neighbour(tree, d.id)).toBe(inner.id);
  const lone = group('all', [a]);
  expect(neighbour(lone, a.id)).toBe(lone.id);
});

test('no edit loses or doubles a name, whatever comes in a row', () => {
  const random = new RandomPredicates(7);
  let current = tree;
  for (let i = 0; i < 2000; i++) {
    const all = [...nodes(current)];
    const id = random.pick(all).id;
    const to = random.pick(all.filter((node) => node.kind === 'group')).id;
    const edits: Edit[] = [
      { do: 'move', id, where: random.pick(['up', 'down', 'in', 'out'] as const) },
      { do: 'moveTo', id, to, at: random.below(4) },
      { do: 'add', to, node: blank() },
      { do: 'wrap', id, around: group('any') },
      ...(all.length > 12 ? [{ do: 'remove', id } as const] : []),
    ];
    const edit = random.pick(edits);
    const size = all.length;
    current = edited(current, edit);
    const names = [...nodes(current)].map((node) => node.id);
    expect(new Set(names).size).toBe(names.length);
    if (edit.do === 'move' || edit.do === 'moveTo') expect(names.length).toBe(size);
  }
});
