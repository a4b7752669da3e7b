import { expect, test } from 'vitest';
import { create } from '../api/wire';
import { SegmentVersionSchema } from '../api/definitionWords';
import { draftOf, expected, isOutdated, tagsOf } from './draft';

test('tags are parted by commas, each once, without blanks around them', () => {
  expect(tagsOf(' win-back , 2026,win-back,, ')).toEqual(['win-back', '2026']);
  expect(tagsOf('')).toEqual([]);
});

test('a new version is made from the one that was opened, whatever is in force', () => {
  expect(expected('Loyal', 4, { name: 'Loyal', version: 2 })).toBe(2);
  expect(expected('Loyal', 4, { name: 'Other', version: 2 })).toBe(4);
  expect(expected('Loyal', 4, undefined)).toBe(4);
  expect(isOutdated('Loyal', 4, { name: 'Loyal', version: 2 })).toBe(true);
  expect(isOutdated('Loyal', 4, { name: 'Other', version: 2 })).toBe(false);
});

test('the form opens with what is kept', () => {
  const kept = create(SegmentVersionSchema, { description: 'Buys often', tags: ['a', 'b'] });
  expect(draftOf({ name: 'Loyal', version: 1 }, kept)).toEqual({
    name: 'Loyal',
    description: 'Buys often',
    tags: 'a, b',
  });
  expect(draftOf(undefined)).toEqual({ name: '' });
});
