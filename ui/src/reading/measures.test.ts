import { describe, test } from 'vitest';
import { create, type Operand, OperandSchema } from '../api/wire';
import {
  calendarUnits,
  compares,
  count,
  date,
  events,
  first,
  instant,
  inWindow,
  last,
  measure,
  not,
  ofProperty,
  oneOf,
  says,
  skincare,
  within,
} from './testing';

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
