import { describe, test } from 'vitest';
import {
  create,
  DatePart,
  Direction,
  OperandSchema,
  Period,
  type Predicate,
  Quantifier,
  type Time,
  TimeSchema,
} from '../api/wire';
import {
  and,
  bought,
  compares,
  date,
  did,
  events,
  field,
  instant,
  inWindow,
  last,
  named,
  not,
  now,
  oneOf,
  or,
  own,
  predicate,
  says,
  sequence,
  skincare,
  some,
  span,
  where,
  window,
  within,
} from './testing';

describe('behaviours', () => {
  test('names that hold a known verb are told by it, others as events', () => {
    says(did('opened_email'), 'Customers who opened an email.');
    says(did('emailClicked'), 'Customers who clicked an email.');
    says(did('sent_sms'), 'Customers who were sent a text message.');
    says(did('delivered_email'), 'Customers who received an email.');
    says(did('popup_answered'), 'Customers who answered a popup.');
    says(did('viewed'), 'Customers who viewed something.');
    says(did('bounced'), 'Customers who had a bounce.');
    says(did('spin-the-wheel'), 'Customers who had a “spin-the-wheel” event.');
    says(did('failed_purchase_attempt'), 'Customers who had a “failed_purchase_attempt” event.');
    says(
      did('opened_email', within(last('7d'))),
      'Customers who opened an email in the last 7 days.',
    );
  });

  test('any of several', () => {
    says(did('opened_email clicked_email'), 'Customers who opened or clicked an email.');
    says(did('purchase opened_email'), 'Customers who bought or opened an email.');
    says(
      did('purchase spin opened_email'),
      'Customers who bought, had a “spin” event or opened an email.',
    );
  });

  test('never, or not in a window', () => {
    says(not(bought), 'Customers who never bought.');
    says(
      not(did('sent_email', within(last('30d')))),
      'Customers who have not been sent an email in the last 30 days.',
    );
    says(not(did('purchase', skincare)), 'Customers who never bought where category is skincare.');
  });

  test('conditions on one event', () => {
    const amount = compares('amount', '>', 50);
    const of = (condition: Predicate) => did('purchase', where(condition));
    says(
      of(and(compares('category', '==', 'skincare'), amount)),
      'Customers who bought where (category is skincare and amount is more than 50).',
    );
    says(
      did('purchase', skincare, within(last('14d')), where(amount)),
      'Customers who bought in the last 14 days where (category is skincare and amount is more than 50).',
    );
    says(
      of(or(compares('category', '==', 'skincare'), not(and(amount, oneOf('sku', 'A', 'B'))))),
      'Customers who bought where (category is skincare or not (amount is more than 50 and sku is A or B)).',
    );
    says(
      of(not(compares('category', '==', 'skincare'))),
      'Customers who bought where category is not skincare (or unknown).',
    );
    says(
      of(some(Quantifier.AT_LEAST, 1, amount, compares('quantity', '>=', 2))),
      'Customers who bought where at least 1 of these 2: (amount is more than 50; quantity is at least 2).',
    );
    says(
      of(predicate({ case: 'has', value: { field: named('coupon') } })),
      'Customers who bought where coupon is given.',
    );
  });

  test('the time of the event itself', () => {
    const month = create(OperandSchema, {
      kind: { case: 'partOf', value: { field: own, part: DatePart.MONTH } },
    });
    says(
      did('purchase', where(oneOf(month, 11, 12))),
      'Customers who bought where it happened in November or December.',
    );
    says(
      did('purchase', where(not(inWindow(field(own), last('7d'))))),
      'Customers who bought where it did not happen in the last 7 days (or unknown).',
    );
    says(
      did('purchase', where(compares(field(own), '<', date('2026-05-01')))),
      'Customers who bought where it happened before 1 May 2026.',
    );
  });
});

describe('sequences', () => {
  test('what stands, or must not, before or after each event', () => {
    says(
      did('cart', sequence('NOT_FOLLOWED_BY', events('purchase'), '4h')),
      'Customers who put something in the cart (each not followed within 4 hours by “purchase”).',
    );
    says(
      did('purchase', sequence('PRECEDED_BY', events('viewed', skincare), 'all', 'sku', 'size')),
      'Customers who bought (each preceded by “viewed” where category is skincare with the same sku and size).',
    );
  });
});

describe('windows', () => {
  const when = (kind: Parameters<typeof window>[0], words: string) =>
    says(did('purchase', within(window(kind))), `Customers who bought ${words}.`);
  const shifted = (anchor: Time, direction: Direction, by: string) =>
    create(TimeSchema, { anchor: anchor.anchor, shifts: [{ direction, span: span(by) }] });

  test('back from now', () => {
    when({ case: 'last', value: { span: span('14d') } }, 'in the last 14 days');
    when({ case: 'last', value: { span: span('1w') } }, 'in the last week');
    when({ case: 'last', value: { span: span('90m') } }, 'in the last 90 minutes');
    when({ case: 'last', value: { span: span('250ms') } }, 'in the last 250 milliseconds');
    when(
      { case: 'ago', value: { from: span('90d'), to: span('30d') } },
      'between 90 and 30 days ago',
    );
    when(
      { case: 'ago', value: { from: span('1y'), to: span('30d') } },
      'between 1 year ago and 30 days ago',
    );
  });

  test('forward from now', () => {
    when({ case: 'next', value: { span: span('7d') } }, 'in the next 7 days');
  });

  test('between instants', () => {
    when(
      { case: 'between', value: { from: date('2011-11-01'), to: date('2011-12-01') } },
      'from 1 November 2011 to 30 November 2011',
    );
    when(
      { case: 'between', value: { from: date('2011-11-01'), to: date('2011-11-02') } },
      'on 1 November 2011',
    );
    when(
      { case: 'between', value: { from: date('2011-11-01'), to: now } },
      'from 1 November 2011 until just before now',
    );
    when(
      { case: 'since', value: { from: instant('2011-11-01T00:00:00Z') } },
      'since 1 November 2011, 00:00 UTC',
    );
    when(
      { case: 'before', value: { to: shifted(now, Direction.EARLIER, '36h') } },
      'before 36 hours ago',
    );
    when(
      { case: 'before', value: { to: shifted(date('2011-11-01'), Direction.LATER, '1mo') } },
      'before 1 month after 1 November 2011',
    );
    says(
      inWindow('signed_up', window({ case: 'since', value: { from: date('2011-11-01') } })),
      'Customers whose sign-up date is between 1 November 2011 and now.',
    );
  });

  test('by the calendar', () => {
    const calendar = (period: Period, offset: number) =>
      ({ case: 'calendar', value: { period, offset } }) as const;
    when(calendar(Period.DAY, 0), 'today');
    when(calendar(Period.DAY, -1), 'yesterday');
    when(calendar(Period.DAY, 1), 'tomorrow');
    when(calendar(Period.WEEK, 0), 'in this calendar week');
    when(calendar(Period.MONTH, -1), 'in the previous calendar month');
    when(calendar(Period.QUARTER, 1), 'in the next calendar quarter');
    when(calendar(Period.YEAR, -3), 'in the calendar year 3 years ago');
    when(calendar(Period.DAY, 2), 'in the calendar day 2 days from now');
  });
});
