import { expect, test } from 'vitest';
import { begin, emptyModel, type History, reduce } from './state';
import { blank, group } from './tree';

function grown(history: History, merge?: string): History {
  const { tree } = history.present;
  return reduce(history, { type: 'edit', edit: { do: 'add', to: tree.id, node: blank() }, merge });
}

const size = (history: History) => history.present.tree.children.length;

test('undo and redo walk the same steps', () => {
  const start = begin(emptyModel());
  const two = grown(grown(start));
  const one = reduce(two, { type: 'undo' });
  expect(size(one)).toBe(1);
  expect(reduce(one, { type: 'redo' }).present).toBe(two.present);
  expect(reduce(reduce(one, { type: 'undo' }), { type: 'undo' }).present).toBe(start.present);
});

test('a new change forgets what was undone', () => {
  const one = reduce(grown(grown(begin(emptyModel()))), { type: 'undo' });
  expect(grown(one).future).toEqual([]);
});

test('changes of one field in a row are one step', () => {
  const typed = grown(grown(grown(begin(emptyModel()), 'x'), 'x'), 'x');
  expect(size(typed)).toBe(3);
  expect(size(reduce(typed, { type: 'undo' }))).toBe(0);
  expect(size(reduce(grown(typed, 'y'), { type: 'undo' }))).toBe(3);
});

test('a change that changes nothing is no step', () => {
  const start = begin(emptyModel());
  const id = start.present.tree.id;
  expect(reduce(start, { type: 'edit', edit: { do: 'move', id, where: 'up' } })).toBe(start);
  expect(reduce(start, { type: 'undo' })).toBe(start);
  expect(reduce(start, { type: 'redo' })).toBe(start);
});

test('opening another segment is one step of undo', () => {
  const built = grown(begin(emptyModel()));
  const opened = reduce(built, { type: 'open', tree: group('any') });
  expect(reduce(opened, { type: 'undo' }).present).toBe(built.present);
});
