import { expect, test } from 'vitest';
import { create, GetCatalogResponseSchema } from '../../../api/wire';
import { rolesOf } from '../../../model/roles';
import { changed, eventsOf, reachSteps, resultSteps, stepOf } from './steps';

const behaviour = (name: string, ...properties: string[]) => ({
  name,
  events: 5n,
  properties: properties.map((each) => ({ name: each, type: 1 })),
});
const catalog = create(GetCatalogResponseSchema, {
  attributes: [{ name: 'email', type: 1, customers: 3n }],
  behaviours: [
    behaviour('bounced', 'kind'),
    behaviour('clicked_email', 'campaign'),
    behaviour('clicked_sms', 'campaign'),
    behaviour('delivered_email', 'campaign'),
    behaviour('opened_email', 'campaign'),
    behaviour('purchase', 'amount'),
    behaviour('sent_email', 'campaign'),
    behaviour('sent_sms', 'campaign'),
  ],
});
const message = { property: 'campaign', value: "it's spring" };
const ORDERS = "did('purchase').within(last('14d'))";

test('what became of a message, as the command line asks it', () => {
  expect(resultSteps(catalog, ['email', 'sms', 'push'], message, ORDERS)).toEqual([
    {
      channel: 'email',
      steps: [
        { name: 'sent', expression: "did('sent_email').where(campaign == 'it\\'s spring')" },
        { name: 'opened', expression: "did('opened_email').where(campaign == 'it\\'s spring')" },
        { name: 'clicked', expression: "did('clicked_email').where(campaign == 'it\\'s spring')" },
        { name: 'ordered', expression: ORDERS },
      ],
    },
    {
      channel: 'sms',
      steps: [
        { name: 'sent', expression: "did('sent_sms').where(campaign == 'it\\'s spring')" },
        { name: 'clicked', expression: "did('clicked_sms').where(campaign == 'it\\'s spring')" },
        { name: 'ordered', expression: ORDERS },
      ],
    },
  ]);
});

test('behaviours are found as other systems call them, unless nobody did them', () => {
  const other = create(GetCatalogResponseSchema, {
    behaviours: [
      behaviour('Received Email'),
      behaviour('Opened E-Mail'),
      { name: 'Clicked Email', events: 0n },
      behaviour('Sent SMS'),
    ],
  });
  expect(eventsOf(other, 'email')).toEqual({
    sent: 'Received Email',
    opened: 'Opened E-Mail',
    clicked: undefined,
  });
});

test('whom one may write to, asked as far as the workspace knows of it', () => {
  const { bouncing } = rolesOf(catalog).behaviour;
  const about = { bouncing, suppressed: " list('x') ", quiet: { most: 3, days: 7 } };
  const email = reachSteps(catalog, { name: 'email', expression: 'consent_email' }, about);
  expect(email.steps).toEqual([
    { name: 'address', expression: 'has(email)' },
    { name: 'agreed', expression: 'consent_email' },
    { name: 'not bounced', expression: "!did('bounced').where(kind == 'hard')" },
    { name: 'not suppressed', expression: "!(list('x'))" },
    { name: 'not too often', expression: "did('sent_email').within(last('7d')).count() < 3" },
  ]);
  const push = { name: 'push', expression: 'consent_push' };
  expect(reachSteps(catalog, push, { ...about, suppressed: ' ' }).steps).toEqual([
    { name: 'agreed', expression: 'consent_push' },
  ]);
});

test('a step that was changed stays changed, and a refusal finds its step', () => {
  const usual = resultSteps(catalog, ['sms'], message, ORDERS);
  const [sms] = changed(usual, { 'sms.sent': 'everyone()' });
  expect(sms?.steps.map(({ expression }) => expression)).toEqual([
    'everyone()',
    "did('clicked_sms').where(campaign == 'it\\'s spring')",
    ORDERS,
  ]);
  expect(stepOf('channels[0].steps[1].expression', usual)).toBe('sms.clicked');
  expect(stepOf('channels[3].steps[1].expression', usual)).toBeUndefined();
  expect(stepOf('segment.expression', usual)).toBeUndefined();
});
