import { expect, test } from 'vitest';
import {
  create,
  GetCatalogResponseSchema,
  type MessageInitShape,
  type Predicate,
  PredicateSchema,
  SampleMembersResponse_AttributeValueSchema as AttributeValueSchema,
  SampleMembersResponse_MatchedEventSchema as MatchedEventSchema,
  timestampFromDate,
  ValueType,
} from '../../api/wire';
import { askedAttributes } from '../../model/asked';
import { attributesOf, clock, evidenceOf } from './evidence';

const event = (behaviour: string, found: bigint, ...node: number[]) =>
  create(MatchedEventSchema, { behaviour, found, node });

test('events by clause, clauses in the order of the tree', () => {
  const evidence = evidenceOf([
    event('viewed', 7n, 2),
    event('purchase', 2n, 0, 1),
    event('viewed', 7n, 2),
    event('opened_email', 1n, 0),
    event('cart', 1n, 10),
  ]);
  expect(evidence.map(({ node, events, found }) => [node, events.length, found])).toEqual([
    [[0], 1, 1n],
    [[0, 1], 1, 2n],
    [[2], 2, 7n],
    [[10], 1, 1n],
  ]);
});

test('clauses inside one saved segment are told as one', () => {
  const evidence = evidenceOf([
    event('viewed', 1n, 0),
    event('purchase', 1n, 0),
    event('purchase', 1n, 1),
  ]);
  expect(evidence.map(({ node, events, found }) => [node, events.length, found])).toEqual([
    [[0], 2, 2n],
    [[1], 1, 1n],
  ]);
});

test('what the segment asks about comes first; values as people read them', () => {
  const attributes = Object.entries({
    age: '30',
    code: 'a|b',
    signed_up: '2026-06-01T10:22:31.123Z',
    tags: 'vip|press',
  }).map(([name, value]) => create(AttributeValueSchema, { name, value }));
  const catalog = create(GetCatalogResponseSchema, {
    attributes: [
      { name: 'signed_up', type: ValueType.INSTANT },
      { name: 'tags', type: ValueType.SET },
    ],
  });
  expect(attributesOf(attributes, new Set(['tags']), catalog)).toEqual([
    { name: 'tags', value: 'vip, press', asked: true },
    { name: 'age', value: '30', asked: false },
    { name: 'code', value: 'a|b', asked: false },
    { name: 'signed_up', value: '1 Jun 2026, 10:22', asked: false },
  ]);
});

type Kind = MessageInitShape<typeof PredicateSchema>['kind'];
const predicate = (kind: Kind): Predicate => create(PredicateSchema, { kind });
const field = (name: string) => ({ kind: { case: 'name', value: name } }) as const;

test('attributes that a tree asks about, at any depth; properties of events are not', () => {
  const tree = predicate({
    case: 'and',
    value: {
      terms: [
        predicate({ case: 'has', value: { field: field('country') } }),
        predicate({
          case: 'not',
          value: { term: predicate({ case: 'hasMember', value: { field: field('tags') } }) },
        }),
        predicate({
          case: 'compares',
          value: { operand: { kind: { case: 'partOf', value: { field: field('birthday') } } } },
        }),
        predicate({
          case: 'oneOf',
          value: { operand: { kind: { case: 'sizeOf', value: field('lists') } } },
        }),
        predicate({
          case: 'did',
          value: {
            selection: {
              steps: [
                {
                  kind: {
                    case: 'where',
                    value: predicate({ case: 'has', value: { field: field('category') } }),
                  },
                },
              ],
            },
          },
        }),
      ],
    },
  });
  expect([...askedAttributes(tree)].sort()).toEqual(['birthday', 'country', 'lists', 'tags']);
  expect(askedAttributes(undefined).size).toBe(0);
});

test('instants are told in the time zone of the workspace', () => {
  const at = timestampFromDate(new Date('2026-06-30T23:05:00Z'));
  const zoned = (timeZone: string) =>
    clock(create(GetCatalogResponseSchema, { settings: { timeZone } }))(at);
  expect(zoned('')).toBe('30 Jun 2026, 23:05');
  expect(zoned('Europe/Berlin')).toBe('1 Jul 2026, 01:05');
  expect(zoned('No/Where')).toBe('30 Jun 2026, 23:05');
  expect(clock(undefined)(at)).toBe('30 Jun 2026, 23:05');
});
