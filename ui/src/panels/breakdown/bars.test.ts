import { describe, expect, test } from 'vitest';
import {
  BreakdownResponseSchema,
  create,
  GetCatalogResponseSchema,
  ValueType,
} from '../../api/wire';
import { times } from '../../shared/numbers';
import { barsOf, choicesOf, firstChoice, isSet, leaning, ordered, scaleOf } from './bars';

const answer = create(BreakdownResponseSchema, {
  count: 200n,
  population: 1_000n,
  slices: [
    { value: 'GB', count: 100n, population: 400n, expression: "country == 'GB'" },
    { value: 'SE', count: 40n, population: 50n, expression: "country == 'SE'" },
    { value: 'DE', count: 40n, population: 400n, expression: "country == 'DE'" },
  ],
  other: 15n,
  otherValues: 3n,
  withoutValue: 5n,
});

describe('bars', () => {
  test('share inside, share among everyone, and how many times as frequent', () => {
    const [gb, se, de] = barsOf(answer);
    expect(gb).toMatchObject({ inside: 0.5, outside: 0.4, expression: "country == 'GB'" });
    expect(gb?.lift).toBeCloseTo(1.25);
    expect(se?.lift).toBeCloseTo(4);
    expect(de?.lift).toBeCloseTo(0.5);
  });

  test('slices, other and no value are the whole segment', () => {
    const sum = barsOf(answer).reduce((total, bar) => total + bar.count, 0n);
    expect(sum + answer.other + answer.withoutValue).toBe(answer.count);
  });

  test('of an empty segment every share is 0', () => {
    const [bar] = barsOf(
      create(BreakdownResponseSchema, { slices: [{ value: 'GB', count: 0n, population: 0n }] }),
    );
    expect(bar).toMatchObject({ inside: 0, outside: 0, lift: 0 });
  });

  test('orders; equal ones stay in the order of their names', () => {
    const names = (order: 'count' | 'lift' | 'value') =>
      ordered(barsOf(answer), order).map((bar) => bar.value);
    expect(names('count')).toEqual(['GB', 'DE', 'SE']);
    expect(names('lift')).toEqual(['SE', 'GB', 'DE']);
    expect(names('value')).toEqual(['DE', 'GB', 'SE']);
  });

  test('names in order are read as numbers where they are some', () => {
    const bars = barsOf(
      create(BreakdownResponseSchema, {
        slices: ['10', '9', '2'].map((value) => ({ value, count: 1n, population: 1n })),
      }),
    );
    expect(ordered(bars, 'value').map((bar) => bar.value)).toEqual(['2', '9', '10']);
  });

  test('full width is the largest share, inside or among everyone', () => {
    expect(scaleOf(barsOf(answer))).toBe(0.5);
    expect(scaleOf([])).toBeGreaterThan(0);
  });

  test('lifts are told with as many digits as matter', () => {
    expect([0, 0.04, 0.05, 0.5, 1, 1.84, 9.94, 9.95, 12.4].map(times)).toEqual([
      '0.0×',
      '< 0.1×',
      '0.1×',
      '0.5×',
      '1.0×',
      '1.8×',
      '9.9×',
      '10×',
      '12×',
    ]);
  });

  test('small leanings are not pointed out', () => {
    expect([0.5, 0.9, 1, 1.19, 1.2].map(leaning)).toEqual([
      'under',
      'even',
      'even',
      'even',
      'over',
    ]);
  });
});

describe('what to break down by', () => {
  const attribute = (name: string, type: ValueType, distinctValues = 0n, customers = 10n) => ({
    name,
    type,
    distinctValues,
    customers,
  });
  const catalog = create(GetCatalogResponseSchema, {
    attributes: [
      attribute('age', ValueType.NUMBER),
      attribute('country', ValueType.KEYWORD, 8n),
      attribute('email', ValueType.TEXT, 900n),
      attribute('nothing', ValueType.KEYWORD, 0n, 0n),
      attribute('signed_up', ValueType.INSTANT),
      attribute('tags', ValueType.SET, 5n),
    ],
  });

  test('what has values that can be listed, by kind', () => {
    expect(choicesOf(catalog)).toEqual([
      { name: 'age', group: 'Numbers and dates' },
      { name: 'country', group: 'Values' },
      { name: 'email', group: 'Texts' },
      { name: 'tags', group: 'Values' },
    ]);
  });

  test('at first where people live, or else a keyword of some values', () => {
    expect(firstChoice(catalog)).toBe('country');
    const other = create(GetCatalogResponseSchema, {
      attributes: [
        attribute('age', ValueType.NUMBER),
        attribute('id', ValueType.KEYWORD, 10_000n),
        attribute('plan', ValueType.KEYWORD, 3n),
      ],
    });
    expect(firstChoice(other)).toBe('plan');
    expect(firstChoice(create(GetCatalogResponseSchema))).toBeUndefined();
  });

  test('only sets put a customer into several bars', () => {
    expect(isSet(catalog, 'tags')).toBe(true);
    expect(isSet(catalog, 'country')).toBe(false);
  });
});
