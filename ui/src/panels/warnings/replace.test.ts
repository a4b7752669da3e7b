import { describe, expect, test } from 'vitest';
import { create, type MessageInitShape, type Predicate, PredicateSchema } from '../../api/wire';
import { replaced } from './replace';

type Shape = MessageInitShape<typeof PredicateSchema>;

const operand = { kind: { case: 'field', value: { kind: { case: 'name', value: 'country' } } } };
const text = (value: string) => ({ kind: { case: 'text', value } }) as const;
const is = (value: string) =>
  ({ kind: { case: 'compares', value: { operand, literal: text(value) } } }) as Shape;
const and = (...terms: Shape[]) =>
  create(PredicateSchema, { kind: { case: 'and', value: { terms } } });

describe('replacing a value', () => {
  const check = (before: Predicate, place: string, after: Predicate) =>
    expect(replaced(before, place, 'GB')).toEqual(after);

  test('of a comparison, wherever it stands', () => {
    check(
      create(PredicateSchema, is('GX')),
      'predicate.compares.literal.text',
      create(PredicateSchema, is('GB')),
    );
    check(
      and(is('DE'), is('GX')),
      'predicate.and.terms[1].compares.literal.text',
      and(is('DE'), is('GB')),
    );
    const not = (term: Shape) =>
      create(PredicateSchema, { kind: { case: 'not', value: { term } } });
    check(not(is('GX')), 'predicate.not.term.compares.literal.text', not(is('GB')));
  });

  test('of a list, a set and its members', () => {
    const oneOf = (...values: string[]) =>
      create(PredicateSchema, {
        kind: { case: 'oneOf', value: { operand, literals: values.map(text) } } as Shape['kind'],
      });
    check(oneOf('DE', 'GX'), 'predicate.one_of.literals[1].text', oneOf('DE', 'GB'));
    const member = (value: string) =>
      create(PredicateSchema, { kind: { case: 'hasMember', value: { member: value } } });
    check(member('GX'), 'predicate.has_member.member', member('GB'));
    const members = (...values: string[]) =>
      create(PredicateSchema, { kind: { case: 'hasMembers', value: { values } } });
    check(members('GX', 'DE'), 'predicate.has_members.values[0]', members('GB', 'DE'));
  });

  test('inside a condition on events', () => {
    const did = (value: string) =>
      create(PredicateSchema, {
        kind: {
          case: 'did',
          value: { selection: { steps: [{ kind: { case: 'where', value: is(value) } }] } },
        },
      });
    check(did('GX'), 'predicate.did.selection.steps[0].where.compares.literal.text', did('GB'));
    const counted = (value: string) =>
      create(PredicateSchema, {
        kind: {
          case: 'compares',
          value: {
            operand: {
              kind: {
                case: 'measureOf',
                value: { selection: { steps: [{ kind: { case: 'where', value: is(value) } }] } },
              },
            },
          },
        },
      });
    const place =
      'predicate.compares.operand.measure_of.selection.steps[0].where.compares.literal.text';
    check(counted('GX'), place, counted('GB'));
  });

  test('leaves the given tree as it is', () => {
    const before = and(is('GX'), is('DE'));
    replaced(before, 'predicate.and.terms[0].compares.literal.text', 'GB');
    expect(before).toEqual(and(is('GX'), is('DE')));
  });

  test('leads nowhere for places of a text and for places that are not there', () => {
    const tree = and(is('GX'), is('DE'));
    for (const place of [
      '',
      'predicate.and.terms[0].compares.literal',
      'predicate.and.terms[0].compares.literal.decimal',
      '1:12',
      'predicate',
      'predicate.and.terms[5].compares.literal.text',
      'predicate.or.terms[0].compares.literal.text',
      'predicate.and.terms[0].compares.comparison',
      'predicate.and terms[0]',
      'predicates[0].compares.literal.text',
    ]) {
      expect(replaced(tree, place, 'GB'), place).toBeUndefined();
    }
  });
});
