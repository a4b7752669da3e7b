import { expect, test } from 'vitest';
import { compact, named, pathOf, scaleOf } from './scale';

test('an axis has round ends that hold all values', () => {
  expect(scaleOf([3, 87], 'zero')).toEqual({ low: 0, high: 100, ticks: [0, 50, 100] });
  expect(scaleOf([812, 887], 'near')).toMatchObject({ low: 800, high: 900 });
  expect(scaleOf([-30, 50], 'zero')).toMatchObject({ low: -40, high: 60 });
});

test('an axis of nothing, of zeros and of equal values has a height', () => {
  expect(scaleOf([], 'zero')).toEqual({ low: 0, high: 1, ticks: [0, 1] });
  expect(scaleOf([0, 0], 'near')).toEqual({ low: 0, high: 1, ticks: [0, 1] });
  expect(scaleOf([7, 7], 'near')).toEqual({ low: 7, high: 8, ticks: [7, 8] });
});

test('counts have no halves', () => {
  expect(scaleOf([1, 2], 'zero').ticks).toEqual([0, 1, 2]);
});

test('a path breaks where a value is missing', () => {
  expect(pathOf([[0, 1], [1, 2.04], undefined, [3, 4], undefined])).toBe('M0 1L1 2M3 4h0');
  expect(pathOf([])).toBe('');
});

test('names on an axis keep apart and end with the last', () => {
  expect(named(5, 1000, 50)).toEqual([0, 1, 2, 3, 4]);
  expect(named(30, 200, 50)).toEqual([5, 13, 21, 29]);
  expect(named(1, 10, 50)).toEqual([0]);
  expect(named(0, 10, 50)).toEqual([]);
});

test('numbers on an axis are short', () => {
  expect([0, 950, 1200, 1_250_000].map(compact)).toEqual(['0', '950', '1.2K', '1.25M']);
});
