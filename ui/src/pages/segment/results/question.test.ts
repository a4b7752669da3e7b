import { expect, test } from 'vitest';
import { create, GetCatalogResponseSchema, PredicateSchema, ValueType } from '../../../api/wire';
import { type Form, questionOf, sourcesOf } from './question';

const keyword = (name: string) => ({ name, type: ValueType.KEYWORD });
const catalog = create(GetCatalogResponseSchema, {
  behaviours: [
    {
      name: 'purchase',
      events: 9n,
      properties: [keyword('category'), { name: 'amount', type: ValueType.NUMBER }],
    },
    { name: 'sent_email', events: 9n, properties: [keyword('topic'), keyword('campaign')] },
    {
      name: 'sent_sms',
      events: 9n,
      properties: [keyword('campaign'), { name: 'length', type: ValueType.NUMBER }],
    },
  ],
});
const everyone = create(PredicateSchema, { kind: { case: 'everyone', value: {} } });
const subject = { predicate: everyone, name: 'all', workspace: 'shop', asOf: undefined };
const form: Form = {
  message: { property: 'campaign', value: 'spring' },
  days: 14,
  comparison: 'holdout',
  expression: "sample(10, 'spring')",
};

test('channels and the properties by which messages are known come from the catalogue', () => {
  expect(sourcesOf(catalog)).toEqual({
    channels: ['email', 'sms'],
    sent: ['sent_email', 'sent_sms'],
    properties: ['campaign', 'topic'],
    orders: 'purchase',
    amount: 'amount',
  });
  expect(sourcesOf(create(GetCatalogResponseSchema))).toEqual({
    channels: [],
    sent: [],
    properties: [],
    orders: undefined,
    amount: undefined,
  });
});

test('a question names the comparison and what was spent', () => {
  const question = questionOf(subject, form, [], sourcesOf(catalog));
  expect(question).toMatchObject({
    workspace: 'shop',
    comparison: {
      case: 'holdout',
      value: { segment: { case: 'expression', value: "sample(10, 'spring')" } },
    },
    revenue: {
      property: 'amount',
      events: { segment: { case: 'expression', value: "did('purchase').within(last('14d'))" } },
    },
  });
});

test('without a comparison or amounts neither is asked', () => {
  const alone = { ...form, comparison: 'nobody' } as const;
  const question = questionOf(subject, alone, [], sourcesOf(create(GetCatalogResponseSchema)));
  expect(question.comparison).toBeUndefined();
  expect(question.revenue).toBeUndefined();
});
