import { expect, test } from 'vitest';
import { DifferenceResponseSchema } from '../../../api/insightWords';
import { create } from '../../../api/wire';
import { chance, namesOf, rowsOf } from './rows';

const answer = create(DifferenceResponseSchema, {
  count: 200n,
  againstCount: 1_000n,
  lines: [
    {
      name: 'country',
      value: 'GB',
      count: 150n,
      againstCount: 300n,
      difference: 0.45,
      low: 0.38,
      high: 0.51,
      ratio: 2.5,
    },
    { name: 'tags', value: 'vip', count: 4n, difference: 0.02, low: 0.01, high: 0.05 },
    {
      name: 'country',
      value: 'DE',
      againstCount: 100n,
      difference: -0.1,
      low: -0.12,
      high: -0.07,
      ratio: 0,
    },
  ],
});

test('shares are of each group, differences in points', () => {
  expect(rowsOf(answer).map(({ line: _, ...row }) => row)).toEqual([
    { inside: 0.75, outside: 0.3, points: '+45.00', interval: '+38.00 to +51.00', ratio: '2.5×' },
    { inside: 0.02, outside: 0, points: '+2.00', interval: '+1.00 to +5.00', ratio: 'only here' },
    { inside: 0, outside: 0.1, points: '−10.00', interval: '−12.00 to −7.00', ratio: '0.0×' },
  ]);
});

test('names are told once, the most telling first', () => {
  expect(namesOf(rowsOf(answer))).toEqual(['country', 'tags']);
});

test('chances are told as far as they say anything', () => {
  expect([1, 0.02304, 0.0001, 1e-9, 0].map(chance)).toEqual([
    '1.0000',
    '0.0230',
    '0.0001',
    '< 0.0001',
    '< 0.0001',
  ]);
});
