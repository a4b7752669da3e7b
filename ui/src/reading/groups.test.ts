import { describe, test } from 'vitest';
import { create, Period, PredicateSchema, Quantifier } from '../api/wire';
import {
  adult,
  and,
  bought,
  compares,
  count,
  did,
  events,
  everyone,
  first,
  GB,
  inWindow,
  last,
  nobody,
  not,
  ofProperty,
  or,
  predicate,
  says,
  skincare,
  some,
  where,
  window,
  within,
} from './testing';

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
