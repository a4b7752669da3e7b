import { expect, test } from 'vitest';
import type { Saved, Scope } from './desk';
import { choices, isWritten, kindName } from './KindPicker';
import { predicate } from './make';

const SAVED: readonly Saved[] = [
  { kind: 'inSegment', name: 'VIP', detail: 'sales' },
  { kind: 'inList', name: 'newsletter', detail: '1,234' },
];

const SCOPE: Scope = {
  about: 'customers',
  behaviours: [],
  fields: [],
  values: async () => [],
  saved: async () => SAVED,
  within: () => SCOPE,
};

test('saved segments and lists are offered by name, apart from the other choices', () => {
  expect(choices(SCOPE, 'v', SAVED)).toContainEqual({
    key: 'g:VIP',
    label: 'VIP',
    detail: 'sales',
    section: 'Saved segments · tags',
  });
  expect(choices(SCOPE, 'news', SAVED).map(({ key }) => key)).toEqual(['l:newsletter']);
});

test('a condition on a segment or a list says which, and is not one written as text', () => {
  const vip = predicate({ case: 'inSegment', value: { name: 'VIP' } });
  const news = predicate({ case: 'inList', value: { name: 'newsletter' } });
  expect([kindName(vip), kindName(news)]).toEqual(['segment VIP', 'list newsletter']);
  expect([isWritten(vip), isWritten(news)]).toEqual([false, false]);
});
