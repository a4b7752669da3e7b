import { describe, expect, test } from 'vitest';
import { SegmentVersionSchema } from '../../api/definitionWords';
import { ReachResponseSchema } from '../../api/messageWords';
import { create } from '../../api/wire';
import type { Kept } from './list';
import { changed, ordered, searched } from './rows';

const kept = (name: string, count: bigint, description = '', tags: string[] = []): Kept => ({
  name,
  count,
  version: create(SegmentVersionSchema, { number: 1, description, tags }),
});
const ALL = [
  kept('Step 10', 5n, 'Nearly there', ['journey']),
  kept('step 2', 5n, '', ['journey']),
  kept('Lapsed', 900n, 'No order in a year', ['win-back']),
];
const NOTHING = { trends: new Map(), reaches: new Map() };
const names = (list: readonly Kept[]) => list.map(({ name }) => name);

describe('the search', () => {
  test('finds names, descriptions and tags, every word, whatever the case', () => {
    expect(names(searched(ALL, 'JOURNEY'))).toEqual(['Step 10', 'step 2']);
    expect(names(searched(ALL, 'journey nearly'))).toEqual(['Step 10']);
    expect(names(searched(ALL, 'win-back year'))).toEqual(['Lapsed']);
    expect(searched(ALL, ' ')).toBe(ALL);
    expect(searched(ALL, 'nothing')).toEqual([]);
  });
});

describe('the order', () => {
  test('names rise as people count, sizes fall', () => {
    expect(names(ordered(ALL, 'name', NOTHING))).toEqual(['Lapsed', 'step 2', 'Step 10']);
    expect(names(ordered(ALL, 'count', NOTHING))).toEqual(['Lapsed', 'step 2', 'Step 10']);
  });

  test('what is not known is last, even behind what shrinks', () => {
    const trends = new Map([
      ['Step 10', { sizes: [9, 5], change: -4 }],
      ['Lapsed', { sizes: [900, 900], change: 0 }],
    ]);
    const reaches = new Map([
      ['step 2', create(ReachResponseSchema, { members: 5n, unreached: 5n })],
      ['Step 10', create(ReachResponseSchema, { members: 4n, unreached: 1n })],
    ]);
    const known = { trends, reaches };
    expect(names(ordered(ALL, 'change', known))).toEqual(['Lapsed', 'Step 10', 'step 2']);
    expect(names(ordered(ALL, 'reach', known))).toEqual(['Step 10', 'step 2', 'Lapsed']);
  });
});

test('changes have a sign', () => {
  expect([1234, -56, 0].map(changed)).toEqual(['+1,234', '−56', '±0']);
});
