import { expect, test } from 'vitest';
import { create, GetCatalogResponseSchema, PredicateSchema, ValueType } from '../../../api/wire';
import { firstAttributes, MAX_ATTRIBUTES, toggled } from './attributes';

const attribute = (name: string, customers: bigint, type = ValueType.KEYWORD) => ({
  name,
  customers,
  type,
});
const catalog = create(GetCatalogResponseSchema, {
  attributes: [
    attribute('age', 40n, ValueType.NUMBER),
    attribute('city', 90n),
    attribute('country', 100n),
    attribute('home', 100n, ValueType.LOCATION),
    attribute('old', 0n),
  ],
});
const hasAge = create(PredicateSchema, {
  kind: { case: 'has', value: { field: { kind: { case: 'name', value: 'age' } } } },
});

test('what the segment asks comes first, then what is known of most', () => {
  expect(firstAttributes(catalog, hasAge)).toEqual(['age', 'country', 'city']);
});

test('choosing keeps the catalogue’s order, choosing again takes away', () => {
  expect(toggled(catalog, ['country'], 'age')).toEqual(['age', 'country']);
  expect(toggled(catalog, ['age', 'country'], 'age')).toEqual(['country']);
});

test('no more are chosen than the server tells', () => {
  const many = create(GetCatalogResponseSchema, {
    attributes: Array.from({ length: 60 }, (_, i) => attribute(`a${i}`, 1n)),
  });
  const names = many.attributes.map(({ name }) => name);
  expect(toggled(many, names.slice(1), 'a0')).toHaveLength(MAX_ATTRIBUTES);
});
