import { expect, test } from 'vitest';
import { seen } from './window';

test('what is seen, and a little more', () => {
  expect(seen(500, 50, 0, 400)).toEqual({ from: 0, to: 12 });
  expect(seen(500, 50, 10_000, 400)).toEqual({ from: 196, to: 212 });
  expect(seen(500, 50, 24_600, 400)).toEqual({ from: 488, to: 500 });
});

test('few cells are all seen', () => {
  expect(seen(3, 50, 0, 400)).toEqual({ from: 0, to: 3 });
});

test('at least one is there before the room is known, or when there have been more', () => {
  expect(seen(500, 50, 0, 0)).toEqual({ from: 0, to: 4 });
  expect(seen(2, 50, 9_000, 400)).toEqual({ from: 0, to: 2 });
});
