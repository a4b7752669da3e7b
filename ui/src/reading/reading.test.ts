import { describe, expect, test } from 'vitest';
import {
  create,
  DatePart,
  Direction,
  GetCatalogResponseSchema,
  Members,
  type Operand,
  OperandSchema,
  Period,
  type Predicate,
  PredicateSchema,
  Quantifier,
  TextTest,
  type Time,
  TimeSchema,
  ValueType,
} from '../api/wire';
import { read } from './index';
import {
  and,
  calendarUnits,
  compares,
  count,
  date,
  did,
  events,
  everyone,
  field,
  first,
  instant,
  inWindow,
  last,
  measure,
  named,
  nobody,
  not,
  now,
  ofProperty,
  oneOf,
  or,
  own,
  predicate,
  sequence,
  some,
  span,
  where,
  window,
  within,
} from './testing';

const says = (tree: Predicate, sentence: string) => expect(read(tree)).toBe(sentence);
const GB = compares('country', '==', 'GB');
const adult = compares('age', '>=', 18);
const bought = did('purchase');
const skincare = where(compares('category', '==', 'skincare'));

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

describe('the whole', () => {
  test('everyone and nobody', () => {
    says(everyone, 'Everyone.');
    says(nobody, 'Nobody.');
    says(not(everyone), 'Customers who are no customer.');
    says(and(GB, everyone), 'Customers who live in GB, and are any customer at all.');
  });

  test('a tree that is not finished', () => {
    says(create(PredicateSchema), 'Customers who match something unfinished.');
    says(predicate({ case: 'did', value: {} }), 'Customers who did something.');
    says(predicate({ case: 'not', value: {} }), 'Customers who match something unfinished.');
  });
});

describe('attributes', () => {
  test('one value', () => {
    says(GB, 'Customers who live in GB.');
    says(compares('gender', '==', 'F'), 'Customers whose gender is F.');
    says(
      compares('loyalty_tier', '==', 'Gold card'),
      'Customers whose loyalty tier is “Gold card”.',
    );
    says(compares('gender', '==', 'not'), 'Customers whose gender is “not”.');
  });

  test('a comparison needs a value, its denial does not', () => {
    says(compares('gender', '!=', 'F'), 'Customers whose gender is known but not F.');
    says(not(compares('gender', '==', 'F')), 'Customers whose gender is not F (or unknown).');
    says(not(GB), 'Customers who do not live in GB (or unknown).');
    says(not(compares('gender', '!=', 'F')), 'Customers whose gender is F (or unknown).');
    says(not(adult), 'Customers whose age is less than 18 (or unknown).');
  });

  test('numbers', () => {
    says(compares('age', '==', 18), 'Customers whose age is 18.');
    says(compares('age', '<', 18), 'Customers whose age is less than 18.');
    says(compares('age', '<=', 18), 'Customers whose age is at most 18.');
    says(compares('age', '>', 18), 'Customers whose age is more than 18.');
    says(compares('lifetimeValue', '>=', 99.5), 'Customers whose lifetime value is at least 99.5.');
  });

  test('one of several values', () => {
    says(oneOf('country', 'GB', 'DE', 'FR'), 'Customers who live in GB, DE or FR.');
    says(oneOf('gender', 'F', 'X'), 'Customers whose gender is F or X.');
    says(not(oneOf('gender', 'F', 'X')), 'Customers whose gender is neither F nor X (or unknown).');
    says(
      not(oneOf('age', 20, 30, 40)),
      'Customers whose age is none of 20, 30 or 40 (or unknown).',
    );
    says(not(oneOf('country', 'GB')), 'Customers who do not live in GB (or unknown).');
    says(oneOf('country'), 'Customers whose country is in an empty list.');
  });

  test('known or not', () => {
    const has = predicate({ case: 'has', value: { field: named('country') } });
    says(has, 'Customers whose country is known.');
    says(not(has), 'Customers whose country is not known.');
  });

  test('yes or no', () => {
    const subscribed = predicate({ case: 'isTrue', value: { field: named('subscribed') } });
    says(subscribed, 'Customers who are subscribed.');
    says(not(subscribed), 'Customers who are not subscribed (or unknown).');
    const app = predicate({ case: 'isTrue', value: { field: named('has_app') } });
    says(app, 'Customers whose has app is yes.');
    says(not(app), 'Customers whose has app is no (or unknown).');
    says(compares('subscribed', '==', true), 'Customers who are subscribed.');
    says(compares('subscribed', '==', false), 'Customers who are known not to be subscribed.');
    says(compares('subscribed', '!=', true), 'Customers who are known not to be subscribed.');
    says(not(compares('subscribed', '==', false)), 'Customers who are subscribed (or unknown).');
    says(compares('has_app', '==', false), 'Customers whose has app is no.');
  });

  test('texts that fit', () => {
    const fits = (test: TextTest, pattern: string) =>
      predicate({ case: 'fits', value: { field: named('email'), test, pattern } });
    says(fits(TextTest.STARTS_WITH, 'ada'), 'Customers whose email starts with “ada”.');
    says(fits(TextTest.ENDS_WITH, '.org'), 'Customers whose email ends with “.org”.');
    says(fits(TextTest.CONTAINS, 'x'), 'Customers whose email contains “x”.');
    says(fits(TextTest.MATCHES, '^a.*'), 'Customers whose email matches the pattern “^a.*”.');
    says(
      fits(TextTest.EQUALS_IGNORE_CASE, 'Ada'),
      'Customers whose email is “Ada” in upper or lower case.',
    );
    says(
      not(fits(TextTest.ENDS_WITH, '.org')),
      'Customers whose email does not end with “.org” (or unknown).',
    );
    says(
      not(fits(TextTest.EQUALS_IGNORE_CASE, 'Ada')),
      'Customers whose email is not “Ada” in upper or lower case (or unknown).',
    );
  });

  test('sets', () => {
    const vip = predicate({ case: 'hasMember', value: { field: named('tags'), member: 'vip' } });
    says(vip, 'Customers whose tags include vip.');
    says(not(vip), 'Customers whose tags do not include vip.');
    const have = (members: Members, ...values: string[]) =>
      predicate({ case: 'hasMembers', value: { field: named('tags'), members, values } });
    says(have(Members.ANY, 'vip', 'press'), 'Customers whose tags include vip or press.');
    says(have(Members.ALL, 'vip', 'press'), 'Customers whose tags include both vip and press.');
    says(have(Members.ALL, 'a', 'b', 'c'), 'Customers whose tags include all of a, b and c.');
    says(
      not(have(Members.ANY, 'vip', 'press')),
      'Customers whose tags include neither vip nor press.',
    );
    says(not(have(Members.ANY, 'a', 'b', 'c')), 'Customers whose tags include none of a, b or c.');
    says(
      not(have(Members.ALL, 'vip', 'press')),
      'Customers whose tags do not include both vip and press.',
    );
    const tags = create(OperandSchema, { kind: { case: 'sizeOf', value: named('tags') } });
    says(compares(tags, '>=', 2), 'Customers who have at least 2 tags.');
    says(compares(tags, '==', 1), 'Customers who have exactly 1 tag.');
    says(not(compares(tags, '>=', 2)), 'Customers who have fewer than 2 tags (or none).');
    says(oneOf(tags, 1, 2), 'Customers whose number of tags is 1 or 2.');
  });

  test('dates and instants', () => {
    const may = date('2026-05-01');
    says(
      compares('signed_up', '>=', may),
      'Customers whose sign-up date is on or after 1 May 2026.',
    );
    says(compares('signed_up', '<', may), 'Customers whose sign-up date is before 1 May 2026.');
    says(
      compares('signed_up', '>', may),
      'Customers whose sign-up date is after the start of 1 May 2026.',
    );
    says(
      compares('signed_up', '<=', may),
      'Customers whose sign-up date is at or before the start of 1 May 2026.',
    );
    says(
      compares('signed_up', '==', instant('2026-05-01T10:05:00Z')),
      'Customers whose sign-up date is exactly 1 May 2026, 10:05 UTC.',
    );
    says(
      compares('signed_up', '!=', instant('2026-05-01T10:05:07.250Z')),
      'Customers whose sign-up date is known but at another time than 1 May 2026, 10:05:07.250 UTC.',
    );
    says(
      inWindow('signed_up', last('30d')),
      'Customers whose sign-up date is in the last 30 days.',
    );
    says(
      not(inWindow('signed_up', last('30d'))),
      'Customers whose sign-up date is not in the last 30 days (or unknown).',
    );
  });

  test('a date that the catalogue knows as a date is a whole day', () => {
    const catalog = create(GetCatalogResponseSchema, {
      attributes: [{ name: 'birthday', type: ValueType.DATE }],
    });
    const told = (sign: '==' | '>' | '<=') =>
      read(compares('birthday', sign, date('1990-02-28')), catalog);
    expect(told('==')).toBe('Customers whose birthday is 28 February 1990.');
    expect(told('>')).toBe('Customers whose birthday is after 28 February 1990.');
    expect(told('<=')).toBe('Customers whose birthday is on or before 28 February 1990.');
  });

  test('parts of dates', () => {
    const part = (of: DatePart, name = 'birthday') =>
      create(OperandSchema, { kind: { case: 'partOf', value: { field: named(name), part: of } } });
    says(compares(part(DatePart.MONTH), '==', 5), 'Customers whose birthday is in May.');
    says(
      compares(part(DatePart.MONTH), '!=', 5),
      'Customers whose birthday is known but not in May.',
    );
    says(
      not(compares(part(DatePart.MONTH), '==', 5)),
      'Customers whose birthday is not in May (or unknown).',
    );
    says(
      oneOf(part(DatePart.WEEKDAY, 'signed_up'), 6, 7),
      'Customers whose sign-up date is on a Saturday or Sunday.',
    );
    says(
      compares(part(DatePart.HOUR, 'signed_up'), '==', 9),
      'Customers whose sign-up date is between 09:00 and 09:59.',
    );
    says(
      compares(part(DatePart.HOUR, 'signed_up'), '>=', 18),
      'Customers whose hour of sign-up date is at least 18.',
    );
    says(
      not(oneOf(part(DatePart.MONTH), 11, 12)),
      'Customers whose birthday is not in November or December (or unknown).',
    );
  });

  test('saved segments and static lists', () => {
    const vip = predicate({ case: 'inSegment', value: { name: 'VIP' } });
    const news = predicate({ case: 'inList', value: { name: 'newsletter' } });
    says(vip, 'Customers who are in the segment “VIP”.');
    says(not(news), 'Customers who are not on the list “newsletter”.');
    says(
      and(vip, not(news)),
      'Customers who are in the segment “VIP”, but are not on the list “newsletter”.',
    );
  });

  test('a share of everybody', () => {
    const sample = (fromPercent: string, toPercent: string) =>
      predicate({ case: 'sample', value: { fromPercent, toPercent, salt: 'spring' } });
    says(sample('0', '10'), 'Customers who are in the first 10 % of the sample “spring”.');
    says(
      sample('10', '20'),
      'Customers who are in the part from 10 % to 20 % of the sample “spring”.',
    );
    says(
      not(sample('0', '10')),
      'Customers who are outside the first 10 % of the sample “spring”.',
    );
  });
});

describe('groups', () => {
  test('all of them', () => {
    says(and(GB, bought), 'Customers who live in GB, and bought.');
    says(
      and(GB, adult, bought, did('opened_email')),
      'Customers who live in GB, and whose age is at least 18, and who bought, and opened an email.',
    );
    says(
      and(GB, not(bought), not(did('cart'))),
      'Customers who live in GB, but never bought, and never put something in the cart.',
    );
  });

  test('any of them', () => {
    says(or(GB, adult), 'Customers who live in GB, or whose age is at least 18.');
    says(or(GB, not(bought)), 'Customers who live in GB, or never bought.');
  });

  test('groups in groups say where they end', () => {
    says(
      and(GB, or(bought, adult)),
      'Customers who live in GB, and (who bought, or whose age is at least 18).',
    );
    says(
      or(and(GB, bought), and(adult, not(bought))),
      'Customers (who live in GB, and bought), or (whose age is at least 18, but who never bought).',
    );
    says(
      and(or(GB, and(adult, or(bought, did('cart')))), bought),
      'Customers (who live in GB, or (whose age is at least 18, and (who bought, or put something in the cart))), and who bought.',
    );
  });

  test('none of them', () => {
    says(not(or(GB, bought)), 'All customers except those who live in GB, or bought.');
    says(
      and(adult, not(or(GB, bought))),
      'Customers whose age is at least 18, but not those (who live in GB, or bought).',
    );
    says(
      and(not(or(GB, bought)), adult),
      'Customers other than those (who live in GB, or bought), and whose age is at least 18.',
    );
    says(
      or(adult, not(and(GB, bought))),
      'Customers whose age is at least 18, or anyone other than those (who live in GB, and bought).',
    );
    says(not(not(bought)), 'All customers except those who never bought.');
    says(and(GB, not(not(bought))), 'Customers who live in GB, but not those (who never bought).');
  });

  test('so many of them', () => {
    says(
      some(Quantifier.AT_LEAST, 2, GB, adult, or(bought, did('cart'))),
      'Customers who match at least 2 of these 3: (who live in GB; whose age is at least 18; (who bought, or put something in the cart)).',
    );
    says(
      and(bought, some(Quantifier.AT_MOST, 1, GB, adult)),
      'Customers who bought, and match at most 1 of these 2: (who live in GB; whose age is at least 18).',
    );
    says(
      not(some(Quantifier.EXACTLY, 1, GB, not(or(adult, bought)))),
      'Customers who do not match exactly 1 of these 2: (who live in GB; anyone other than those (whose age is at least 18, or who bought)).',
    );
  });
});

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

describe('measures', () => {
  const purchases = events('purchase');
  const recent = events('purchase', within(last('14d')));

  test('how often', () => {
    const times = (sign: '==' | '!=' | '<' | '<=' | '>' | '>=', n: number) =>
      compares(count(recent), sign, n);
    says(times('>=', 2), 'Customers who bought at least 2 times in the last 14 days.');
    says(times('==', 1), 'Customers who bought exactly once in the last 14 days.');
    says(times('>', 0), 'Customers who bought at least once in the last 14 days.');
    says(times('>', 1), 'Customers who bought more than 1 time in the last 14 days.');
    says(times('==', 0), 'Customers who have not bought in the last 14 days.');
    says(times('<', 1), 'Customers who have not bought in the last 14 days.');
    says(
      times('<', 3),
      'Customers who bought fewer than 3 times in the last 14 days (including never).',
    );
    says(
      times('<=', 1),
      'Customers who bought at most once in the last 14 days (including never).',
    );
    says(
      times('!=', 2),
      'Customers who bought not exactly 2 times in the last 14 days (including never).',
    );
    says(
      not(times('>=', 2)),
      'Customers who bought fewer than 2 times in the last 14 days (including never).',
    );
    says(oneOf(count(purchases), 1, 3), 'Customers who bought exactly 1 or 3 times.');
    says(
      not(oneOf(count(purchases), 1, 3)),
      'Customers who bought not exactly 1 or 3 times (including never).',
    );
  });

  test('how many different', () => {
    const orders = ofProperty(recent, 'DISTINCT', 'order_id');
    says(
      compares(orders, '==', 1),
      'Customers who bought across exactly 1 order in the last 14 days.',
    );
    says(
      compares(orders, '>=', 2),
      'Customers who bought across at least 2 different orders in the last 14 days.',
    );
    says(
      compares(ofProperty(purchases, 'DISTINCT', 'category'), '<', 3),
      'Customers who bought across fewer than 3 different categories (including none).',
    );
  });

  test('how much', () => {
    says(
      compares(ofProperty(recent, 'SUM', 'amount'), '>', 100),
      'Customers who spent more than 100 in total in the last 14 days.',
    );
    says(
      compares(ofProperty(recent, 'SUM', 'amount'), '<=', 100),
      'Customers who spent at most 100 in total in the last 14 days (including nothing).',
    );
    says(
      compares(ofProperty(recent, 'SUM', 'quantity'), '>=', 3),
      'Customers whose total quantity of purchases in the last 14 days is at least 3.',
    );
    says(
      not(compares(ofProperty(purchases, 'SUM', 'quantity'), '>=', 3)),
      'Customers whose total quantity of purchases is less than 3 (including those with none).',
    );
    says(
      compares(ofProperty(purchases, 'AVG', 'amount'), '>=', 50),
      'Customers whose average amount of purchases is at least 50.',
    );
    says(
      not(compares(ofProperty(purchases, 'MIN', 'amount'), '>=', 50)),
      'Customers whose smallest amount of purchases is less than 50 (or unknown).',
    );
    says(
      compares(ofProperty(events('opened_email clicked_email'), 'MAX', 'minutes'), '<', 5),
      'Customers whose largest minutes of email opens or email clicks is less than 5.',
    );
  });

  test('on how many days, weeks, months', () => {
    says(
      compares(calendarUnits(purchases, 'DAYS'), '>=', 3),
      'Customers who bought on at least 3 different days.',
    );
    says(
      compares(calendarUnits(purchases, 'WEEKS'), '==', 1),
      'Customers who bought in exactly 1 week.',
    );
    says(
      compares(calendarUnits(recent, 'MONTHS'), '<', 2),
      'Customers who bought in fewer than 2 different months in the last 14 days (including never).',
    );
  });

  test('when first, last, for the n-th time', () => {
    const nth = (n: number) => measure(purchases, { case: 'nth', value: n });
    const latest = measure(purchases, { case: 'last', value: {} });
    says(
      inWindow(first(purchases), last('30d')),
      'Customers whose first purchase was in the last 30 days.',
    );
    says(
      not(inWindow(first(purchases), last('30d'))),
      'Customers whose first purchase was not in the last 30 days (or there is none).',
    );
    says(
      compares(latest, '<', date('2026-05-01')),
      'Customers whose last purchase was before 1 May 2026.',
    );
    says(inWindow(nth(2), last('1mo')), 'Customers whose 2nd purchase was in the last month.');
    says(
      compares(nth(11), '>=', instant('2026-05-01T00:00:00Z')),
      'Customers whose 11th purchase was at or after 1 May 2026, 00:00 UTC.',
    );
    says(
      inWindow(first(events('purchase', skincare)), last('30d')),
      'Customers whose first purchase where category is skincare was in the last 30 days.',
    );
  });

  test('an operand that is not there yet', () => {
    says(
      compares(create(OperandSchema) as Operand, '>=', 1),
      'Customers who match something unfinished.',
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

test("the article's micro-segment", () => {
  const purchases = events('purchase');
  const education = events(
    'opened_email clicked_email',
    where(compares('topic', '==', 'education')),
    within(last('30d')),
  );
  const views = events(
    'viewed',
    where(compares('collection', '==', 'anti-aging')),
    within(window({ case: 'calendar', value: { period: Period.WEEK, offset: 0 } })),
  );
  says(
    and(
      compares(ofProperty(purchases, 'DISTINCT', 'order_id'), '==', 1),
      inWindow(first(purchases), last('30d')),
      did('purchase', skincare, within(last('14d'))),
      compares(ofProperty(education, 'DISTINCT', 'message_id'), '>=', 2),
      compares(count(views), '>=', 2),
      not(
        or(
          compares('consent_email', '!=', 'subscribed'),
          did('bounced', where(compares('kind', '==', 'hard'))),
        ),
      ),
    ),
    'Customers who bought across exactly 1 order, and whose first purchase was in the last 30 days, ' +
      'and who bought in the last 14 days where category is skincare, ' +
      'and opened or clicked an email across at least 2 different messages in the last 30 days where topic is education, ' +
      'and viewed something at least 2 times in this calendar week where collection is anti-aging, ' +
      'but not those (whose email consent is known but not subscribed, or who had a bounce where kind is hard).',
  );
});
