import { expect, test } from 'vitest';
import { SizeSeriesSchema } from '../../../api/insightWords';
import { create, timestampFromDate } from '../../../api/wire';
import { courseOf, movesOf } from './lines';

const at = (day: number) => timestampFromDate(new Date(Date.UTC(2026, 5, day, 23, 30)));
const history = create(SizeSeriesSchema, {
  points: [
    { asOf: at(15), count: 10n },
    { asOf: at(16), count: 14n, added: 5n, removed: 1n },
    { asOf: at(17), count: 11n, added: 0n, removed: 3n },
  ],
});
const forecast = create(SizeSeriesSchema, {
  points: [
    { asOf: at(17), count: 11n },
    { asOf: at(18), count: 9n, removed: 2n },
  ],
});

test('a forecast goes on where the history ends', () => {
  expect(courseOf(history, forecast, 'UTC')).toEqual({
    instants: ['15 Jun', '16 Jun', '17 Jun', '18 Jun'],
    past: [10, 14, 11, undefined],
    coming: [undefined, undefined, 11, 9],
    added: [undefined, 5, 0],
    removed: [undefined, 1, 3],
  });
});

test('days are those of the workspace', () => {
  expect(courseOf(history, undefined, 'Europe/Berlin').instants).toEqual([
    '16 Jun',
    '17 Jun',
    '18 Jun',
  ]);
});

test('without a forecast nothing is foreseen', () => {
  expect(courseOf(history, undefined, 'UTC').coming).toEqual([]);
});

test('who came and went adds up to the change', () => {
  expect(movesOf(history)).toEqual({ added: 5n, removed: 4n, change: 1n });
  expect(movesOf(create(SizeSeriesSchema))).toEqual({ added: 0n, removed: 0n, change: 0n });
});
