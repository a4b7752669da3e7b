import { describe, expect, test } from 'vitest';
import {
  create,
  DatePart,
  DistanceUnit,
  GetCatalogResponseSchema,
  Members,
  OperandSchema,
  TextTest,
  ValueType,
} from '../api/wire';
import { read } from './index';
import {
  adult,
  and,
  compares,
  date,
  GB,
  instant,
  inWindow,
  last,
  named,
  not,
  oneOf,
  predicate,
  says,
} from './testing';

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

  test('locations', () => {
    const centre = { latitude: '51.5074', longitude: '-0.1278' };
    const distance = { amount: '2.5', unit: DistanceUnit.MILE };
    const near = predicate({ case: 'near', value: { field: named('home'), centre, distance } });
    says(near, 'Customers whose home is within 2.5 miles of 51.5074, -0.1278.');
    says(
      not(near),
      'Customers whose home is not within 2.5 miles of 51.5074, -0.1278 (or unknown).',
    );
    const corners = [centre, centre, centre];
    const inside = predicate({ case: 'inside', value: { field: named('home'), corners } });
    says(inside, 'Customers whose home is inside an area of 3 corners.');
    says(not(inside), 'Customers whose home is not inside an area of 3 corners (or unknown).');
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
