import { expect, test } from 'vitest';
import { equals, PredicateSchema, ValueType } from '../api/wire';
import { tidy } from '../model/tidy';
import { fieldOf } from './fields';
import { compares, decimal, named, oneOf, operand, predicate, text } from './make';
import { isInstant, MEASURES, measureWord, selectionOf, withMeasure } from './measures';
import { begun, literalsOf, operatorOf, operatorsOf, withOperator } from './operators';

const TYPES = [
  ValueType.KEYWORD,
  ValueType.TEXT,
  ValueType.SET,
  ValueType.BOOLEAN,
  ValueType.NUMBER,
  ValueType.DATE,
  ValueType.INSTANT,
  ValueType.LOCATION,
];

test('every operator of a type makes a condition that is read as that operator', () => {
  for (const type of TYPES) {
    for (const operator of operatorsOf(type)) {
      const made = withOperator(begun(named('x'), type), named('x'), operator, type);
      expect(operatorOf(made, type), `${ValueType[type]} ${operator}`).toBe(operator);
      expect(fieldOf(made)?.kind.value).toBe('x');
    }
  }
});

test('a value stays from one operator to the next', () => {
  const country = operand({ case: 'field', value: named('country') });
  const listed = oneOf(country, [text('GB'), text('DE')]);
  const field = named('country');
  const starts = withOperator(listed, field, 'startsWith', ValueType.KEYWORD);
  expect(literalsOf(starts)).toEqual([text('GB')]);
  const back = withOperator(listed, field, 'is', ValueType.KEYWORD);
  expect(equals(PredicateSchema, back, listed)).toBe(true);
});

test('a number never stays where a text is wanted', () => {
  const age = compares(operand({ case: 'field', value: named('x') }), 6, decimal('18'));
  expect(tidy(withOperator(age, named('x'), 'is', ValueType.KEYWORD))).toBeUndefined();
});

test('every measure makes a condition that is read as that measure', () => {
  for (const [word] of MEASURES) {
    const selection = { behaviours: ['purchase'], steps: [] };
    const start = predicate({ case: 'did', value: { selection } });
    const made = withMeasure(start, word, 'amount');
    expect(measureWord(made)).toBe(word);
    expect(selectionOf(made)?.behaviours).toEqual(['purchase']);
    expect(made.kind.case).toBe(word === 'did' ? 'did' : isInstant(word) ? 'inWindow' : 'compares');
    expect(tidy(made), word).toBeDefined();
  }
});
