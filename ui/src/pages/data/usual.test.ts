import { expect, test } from 'vitest';
import { ago, daysOf, lateOf, shortDate, strange } from './usual';

test('a usual day is the average of the same weekdays before', () => {
  const [first, second] = daysOf([
    { date: '2026-01-31', events: 10n, weeksBefore: [100n, 120n, 80n, 100n] },
    { date: '2026-02-01', events: 7n, weeksBefore: [] },
  ]);
  expect(first).toEqual({ date: '2026-01-31', events: 10, usual: 100 });
  expect(second?.usual).toBeUndefined();
});

test('half or twice the usual is strange, where the usual is more than a few', () => {
  const day = (events: number, usual: number | undefined) => ({ date: '', events, usual });
  expect(strange(day(49, 100))).toBe('few');
  expect(strange(day(50, 100))).toBeUndefined();
  expect(strange(day(201, 100))).toBe('many');
  expect(strange(day(0, 19))).toBeUndefined();
  expect(strange(day(0, undefined))).toBeUndefined();
});

test('what came late is added up', () => {
  expect(lateOf([{ late: 2n }, { late: 0n }, { late: 3n }])).toBe(5);
  expect(lateOf([])).toBe(0);
});

test('how long before', () => {
  const now = new Date('2026-06-17T12:00:00Z');
  expect(ago(new Date('2026-06-17T11:30:00Z'), now)).toBe('less than an hour before');
  expect(ago(new Date('2026-06-17T11:00:00Z'), now)).toBe('1 hour before');
  expect(ago(new Date('2026-06-14T11:00:00Z'), now)).toBe('3 days before');
  expect(ago(new Date('2026-06-18T12:00:00Z'), now)).toBe('later than the instant asked about');
});

test('dates are short', () => {
  expect(shortDate('2026-01-31')).toBe('31 Jan');
});
