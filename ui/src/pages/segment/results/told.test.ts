import { expect, test } from 'vitest';
import {
  ChannelExtent,
  ChannelResultsSchema,
  GroupResultsSchema,
  LiftSchema,
  ResultsBase,
} from '../../../api/messageWords';
import { create } from '../../../api/wire';
import { amountOf, groupOf, pointsOf, ratioOf, signed, sumOf, titleOf } from './told';

const lift = (value: number, low: number, high: number, ratio?: number) =>
  create(LiftSchema, {
    outcome: {
      case: 'estimate',
      value: {
        difference: { value, low, high },
        ratio: ratio === undefined ? undefined : { value: ratio, low: -0.01, high: 0.03 },
      },
    },
  });
const few = create(LiftSchema, { outcome: { case: 'tooFew', value: 'fewer than 100 recipients' } });

test('a lift says how much and how surely', () => {
  expect(pointsOf(lift(0.0032, -0.0058, 0.0121))).toEqual({
    text: '+0.32 points',
    interval: '−0.58 to +1.21',
    direction: 'open',
  });
  expect(pointsOf(lift(0.02, 0.01, 0.03)).direction).toBe('ahead');
  expect(pointsOf(lift(-0.02, -0.03, -0.01)).direction).toBe('behind');
  expect(amountOf(lift(-1.93, -3.99, 0.12))).toMatchObject({ text: '−1.93 per customer' });
});

test('a ratio is told where there is one', () => {
  expect(ratioOf(lift(0, 0, 0, 0.0055))).toMatchObject({ text: '+0.55 %' });
  expect(ratioOf(lift(0, 0, 0))).toBeUndefined();
  expect(ratioOf(few)).toBeUndefined();
});

test('too few customers have the server’s reason in place of a number', () => {
  const told = { text: 'fewer than 100 recipients', interval: '', direction: 'too few' };
  expect(pointsOf(few)).toEqual(told);
  expect(amountOf(few)).toEqual(told);
});

test('both and either of two channels, all and any of more', () => {
  const results = (extent: ChannelExtent) => create(ChannelResultsSchema, { extent, channel: 'x' });
  expect(titleOf(results(ChannelExtent.ONE), 2)).toBe('x');
  expect(titleOf(results(ChannelExtent.ALL), 2)).toBe('both');
  expect(titleOf(results(ChannelExtent.ANY), 2)).toBe('either');
  expect(titleOf(results(ChannelExtent.ALL), 3)).toBe('all');
  expect(titleOf(results(ChannelExtent.ANY), 3)).toBe('any');
});

test('shares are of recipients, or of all where some were sent nothing', () => {
  const group = create(GroupResultsSchema, { customers: 5_000n, base: 1_200n });
  expect(groupOf(group, ResultsBase.RECIPIENTS)).toBe('1,200 recipients among 5,000 customers');
  expect(groupOf(group, ResultsBase.CUSTOMERS)).toBe('5,000 customers');
});

test('sums keep every digit, and no zero is negative', () => {
  expect(sumOf('12345678901234567890.50')).toBe('12,345,678,901,234,567,890.50');
  expect(sumOf('-1234')).toBe('−1,234');
  expect(sumOf('0.10')).toBe('0.10');
  expect([signed(-0.001), signed(0), signed(-0.01)]).toEqual(['+0.00', '+0.00', '−0.01']);
});
