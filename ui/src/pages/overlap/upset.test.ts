import { expect, test } from 'vitest';
import { create, OverlapResponseSchema } from '../../api/wire';
import { columnAfter, columnsOf, layoutOf, lengthOf, noneOf } from './upset';

const answer = create(OverlapResponseSchema, {
  regions: [
    { segments: [0], count: 50n },
    { segments: [0, 1], count: 20n },
    { segments: [0, 1, 2], count: 5n },
  ],
  none: { count: 25n },
});
const NAMES = ['Buyers', 'British', 'VIP'];

test('regions are told by who is in them', () => {
  expect(columnsOf(answer, NAMES).map(({ title }) => title)).toEqual([
    'in Buyers only',
    'in Buyers + British only',
    'in all: Buyers + British + VIP',
  ]);
  expect(noneOf(answer, NAMES)).toMatchObject({ title: 'in none', count: 25n });
});

test('who is in none is left out where nobody is', () => {
  expect(noneOf(create(OverlapResponseSchema, { none: { count: 0n } }), NAMES)).toBeUndefined();
  expect(noneOf(create(OverlapResponseSchema), NAMES)).toBeUndefined();
});

test('a single customer is seen beside a million', () => {
  expect(lengthOf(1n, 1_000_000n, 150)).toBe(1);
  expect(lengthOf(0n, 1_000_000n, 150)).toBe(0);
  expect(lengthOf(500_000n, 1_000_000n, 150)).toBe(75);
  expect(lengthOf(0n, 0n, 150)).toBe(0);
});

test('the drawing grows with columns and segments', () => {
  const small = layoutOf(1, 1);
  const large = layoutOf(11, 4);
  expect(large.width - small.width).toBe(10 * small.column);
  expect(large.height - small.height).toBe(3 * small.row);
});

test('arrows walk along the columns and stop at their ends', () => {
  expect(columnAfter('ArrowRight', 0, 3)).toBe(1);
  expect(columnAfter('ArrowRight', 2, 3)).toBe(2);
  expect(columnAfter('ArrowLeft', 0, 3)).toBe(0);
  expect(columnAfter('End', 0, 3)).toBe(2);
  expect(columnAfter('Home', 2, 3)).toBe(0);
  expect(columnAfter('Enter', 1, 3)).toBeUndefined();
});
