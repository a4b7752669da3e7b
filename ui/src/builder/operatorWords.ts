import { ValueType } from '../api/wire';
import type { Operator } from './operators';

const WORDS: Record<Operator, string> = {
  is: 'is',
  isNot: 'is not',
  less: 'is less than',
  atMost: 'is at most',
  greater: 'is more than',
  atLeast: 'is at least',
  oneOf: 'is one of',
  in: 'is',
  yes: 'is yes',
  no: 'is no',
  isNotYes: 'is not yes',
  isNotNo: 'is not no',
  startsWith: 'starts with',
  endsWith: 'ends with',
  contains: 'contains',
  matches: 'matches the pattern',
  ignoreCase: 'is, in any case,',
  member: 'includes',
  anyOf: 'includes any of',
  allOf: 'includes all of',
  size: 'has this many:',
  month: 'falls in a month that',
  weekday: 'falls on a weekday that',
  hour: 'falls in an hour that',
  has: 'has any value',
};

const TIME_WORDS: Partial<Record<Operator, string>> = {
  is: 'is exactly',
  less: 'is before',
  atMost: 'is at or before',
  greater: 'is after',
  atLeast: 'is at or after',
};

/** An operator in words; instants have words of their own. */
export function wordOf(operator: Operator, type: ValueType): string {
  const time = type === ValueType.INSTANT || type === ValueType.DATE;
  if (operator === 'in') return 'is within';
  return (time && TIME_WORDS[operator]) || WORDS[operator];
}
