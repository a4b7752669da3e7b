import { describe, expect, test } from 'vitest';
import { create, OverlapResponseSchema, type Predicate, PredicateSchema } from '../api/wire';
import {
  CURRENT,
  freeName,
  fromStored,
  type Kept,
  MAX_KEPT,
  renamed,
  toStored,
  withKept,
  without,
} from './kept';
import { cellOf, heat, told } from './matrix';

const everyone = create(PredicateSchema, { kind: { case: 'everyone', value: {} } });
const sample = (salt: string): Predicate =>
  create(PredicateSchema, { kind: { case: 'sample', value: { salt } } });
const names = (kept: readonly Kept[]) => kept.map(({ name }) => name);

describe('what is kept', () => {
  test('free names are letters, then letters with numbers', () => {
    let kept: Kept[] = [];
    for (let i = 0; i < 28; i++) kept = withKept(kept, everyone, freeName(kept));
    expect(names(kept).slice(0, 3)).toEqual(['A', 'B', 'C']);
    expect(names(kept).slice(25)).toEqual(['Z', 'A2', 'B2']);
    expect(freeName(without(kept, 2))).toBe('B');
  });

  test('names are unique, also beside that of the segment on the page', () => {
    let kept = withKept([], everyone, 'VIP');
    kept = withKept(kept, everyone, ' VIP ');
    kept = withKept(kept, everyone, CURRENT);
    kept = withKept(kept, everyone, '  ');
    expect(names(kept)).toEqual(['VIP', 'VIP 2', `${CURRENT} 2`, 'A']);
  });

  test('renaming keeps the place; an empty name changes nothing', () => {
    const kept = withKept(withKept([], everyone, 'A'), everyone, 'B');
    expect(names(renamed(kept, 1, 'Lapsing'))).toEqual(['Lapsing', 'B']);
    expect(names(renamed(kept, 1, 'B'))).toEqual(['B 2', 'B']);
    expect(names(renamed(kept, 2, 'B'))).toEqual(['A', 'B']);
    expect(renamed(kept, 1, ' ')).toEqual(kept);
  });

  test('what is stored comes back', () => {
    const kept = withKept(withKept([], sample('spring'), 'A'), everyone, 'Ümläute “x”');
    expect(fromStored(toStored(kept))).toEqual(kept);
  });

  test('what cannot be read is left out', () => {
    expect(fromStored(undefined)).toEqual([]);
    expect(fromStored('no json')).toEqual([]);
    expect(fromStored('{"a":1}')).toEqual([]);
    const good = JSON.parse(toStored(withKept([], everyone, 'A'))) as unknown[];
    const mixed = JSON.stringify([['B'], null, ['C', '!!!'], ['D', 7], ...good]);
    expect(names(fromStored(mixed))).toEqual(['A']);
  });

  test('no more are read than fit', () => {
    const [one] = JSON.parse(toStored(withKept([], everyone, 'A'))) as unknown[];
    expect(fromStored(JSON.stringify(Array(40).fill(one)))).toHaveLength(MAX_KEPT);
  });
});

describe('the matrix', () => {
  const answer = create(OverlapResponseSchema, {
    lines: [
      { name: '0', counts: [100n, 25n, 0n] },
      { name: '1', counts: [25n, 50n, 0n] },
      { name: '2', counts: [0n, 0n, 0n] },
    ],
  });

  test('counts, shares of the row and similarity', () => {
    expect(cellOf(answer, 0, 1)).toEqual({ count: 25n, ofRow: 0.25, similarity: 0.2 });
    expect(cellOf(answer, 1, 0)).toEqual({ count: 25n, ofRow: 0.5, similarity: 0.2 });
    expect(cellOf(answer, 0, 0)).toEqual({ count: 100n, ofRow: 1, similarity: 1 });
    expect(cellOf(answer, 2, 2)).toEqual({ count: 0n, ofRow: undefined, similarity: undefined });
    expect(cellOf(answer, 2, 0)).toEqual({ count: 0n, ofRow: undefined, similarity: 0 });
  });

  test('shading begins with the first common customer', () => {
    expect([undefined, 0, 0.001, 0.14, 0.5, 1].map(heat)).toEqual([0, 0, 1, 1, 5, 10]);
  });

  test('parts are told as shares or as numbers up to 1', () => {
    expect(told(0.12345, 'ofRow')).toBe('12.3 %');
    expect(told(1, 'ofRow')).toBe('100 %');
    expect(told(0.12345, 'similarity')).toBe('0.123');
    expect(told(0, 'similarity')).toBe('0');
    expect(told(undefined, 'ofRow')).toBe('–');
  });
});
