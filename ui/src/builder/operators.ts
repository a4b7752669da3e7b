import {
  Comparison,
  DatePart,
  type Field,
  type Literal,
  Members,
  type Operand,
  type Predicate,
  TextTest,
  ValueType,
} from '../api/wire';
import { NO_MEMBER } from '../model/tidy';
import {
  boolean,
  compares,
  decimal,
  inWindow,
  lastDays,
  noLiteral,
  oneOf,
  operand as operandOf,
  predicate,
  text,
} from './make';

/** What is asked of a value; the builder's word for one kind of condition. */
export type Operator =
  | TestOperator
  | 'yes'
  | 'no'
  | 'isNotYes'
  | 'isNotNo'
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  | 'matches'
  | 'ignoreCase'
  | 'member'
  | 'anyOf'
  | 'allOf'
  | 'size'
  | 'month'
  | 'weekday'
  | 'hour'
  | 'has';

/** What is asked of a number, an instant or anything else that a measure may give. */
export type TestOperator =
  'is' | 'isNot' | 'less' | 'atMost' | 'greater' | 'atLeast' | 'oneOf' | 'in';

const COMPARISONS: Partial<Record<Operator, Comparison>> = {
  is: Comparison.EQUAL,
  isNot: Comparison.NOT_EQUAL,
  less: Comparison.LESS,
  atMost: Comparison.AT_MOST,
  greater: Comparison.GREATER,
  atLeast: Comparison.AT_LEAST,
};

const TESTS: Partial<Record<Operator, TextTest>> = {
  startsWith: TextTest.STARTS_WITH,
  endsWith: TextTest.ENDS_WITH,
  contains: TextTest.CONTAINS,
  matches: TextTest.MATCHES,
  ignoreCase: TextTest.EQUALS_IGNORE_CASE,
};

const PARTS: Partial<Record<Operator, DatePart>> = {
  month: DatePart.MONTH,
  weekday: DatePart.WEEKDAY,
  hour: DatePart.HOUR,
};

const TEXT: Operator[] = [
  'is',
  'isNot',
  'contains',
  'startsWith',
  'endsWith',
  'ignoreCase',
  'matches',
  'has',
];
const NUMBER: Operator[] = ['is', 'isNot', 'less', 'atMost', 'greater', 'atLeast', 'oneOf', 'has'];
const DATE: Operator[] = [
  'in',
  'less',
  'atLeast',
  'greater',
  'atMost',
  'is',
  'isNot',
  'oneOf',
  'month',
  'weekday',
  'has',
];

/** The operators of a type, the likeliest first. */
export function operatorsOf(type: ValueType): readonly Operator[] {
  switch (type) {
    case ValueType.NUMBER:
      return NUMBER;
    case ValueType.BOOLEAN:
      return ['yes', 'no', 'has'];
    case ValueType.SET:
      return ['anyOf', 'allOf', 'member', 'size', 'has'];
    case ValueType.DATE:
      return DATE;
    case ValueType.INSTANT:
      return [...DATE.slice(0, -1), 'hour', 'has'];
    case ValueType.LOCATION:
      return ['has'];
    default:
      return TEXT;
  }
}

/** The operator of a condition about a field. */
export function operatorOf({ kind }: Predicate, type: ValueType): Operator {
  switch (kind.case) {
    case 'isTrue':
      return 'yes';
    case 'fits':
      return keyOf(TESTS, kind.value.test) ?? 'contains';
    case 'hasMember':
      return 'member';
    case 'hasMembers':
      return kind.value.members === Members.ALL ? 'allOf' : 'anyOf';
    case 'compares':
    case 'oneOf':
    case 'inWindow': {
      const operand = kind.value.operand?.kind;
      if (operand?.case === 'sizeOf') return 'size';
      if (operand?.case === 'partOf') return keyOf(PARTS, operand.value.part) ?? 'month';
      return testOf({ kind } as Predicate, type);
    }
    default:
      return 'has';
  }
}

/** The operator of a comparison, a list or a window, whatever it is about. */
export function testOf({ kind }: Predicate, type: ValueType): Operator {
  switch (kind.case) {
    case 'inWindow':
      return 'in';
    case 'oneOf':
      return listsInOne(type) ? 'is' : 'oneOf';
    case 'compares': {
      const { literal, comparison } = kind.value;
      if (literal?.kind.case === 'boolean') {
        const equal = comparison === Comparison.EQUAL;
        if (literal.kind.value) return equal ? 'yes' : 'isNotYes';
        return equal ? 'no' : 'isNotNo';
      }
      return keyOf(COMPARISONS, comparison) ?? 'is';
    }
    default:
      return 'is';
  }
}

/** Types whose `is` takes one value or many: `==` or `in`, as it comes. */
export function listsInOne(type: ValueType): boolean {
  return type === ValueType.KEYWORD || type === ValueType.TEXT;
}

/** The condition with another operator; its value stays where it can. */
export function withOperator(
  old: Predicate,
  field: Field,
  operator: Operator,
  type: ValueType,
): Predicate {
  const value = operandOf({ case: 'field', value: field });
  const values = textsOf(old);
  const test = TESTS[operator];
  if (test !== undefined) {
    return predicate({ case: 'fits', value: { field, test, pattern: values[0] ?? '' } });
  }
  const part = PARTS[operator];
  if (part !== undefined) {
    const of = operandOf({ case: 'partOf', value: { field, part } });
    return compares(of, Comparison.EQUAL, decimal('1'));
  }
  switch (operator) {
    case 'has':
      return predicate({ case: 'has', value: { field } });
    case 'yes':
      return predicate({ case: 'isTrue', value: { field } });
    case 'no':
      return compares(value, Comparison.EQUAL, boolean(false));
    case 'isNotYes':
      return compares(value, Comparison.NOT_EQUAL, boolean(true));
    case 'isNotNo':
      return compares(value, Comparison.NOT_EQUAL, boolean(false));
    case 'member':
      return predicate({ case: 'hasMember', value: { field, member: values[0] ?? NO_MEMBER } });
    case 'anyOf':
    case 'allOf': {
      const members = operator === 'anyOf' ? Members.ANY : Members.ALL;
      const listed = values.length > 0 ? values : [NO_MEMBER];
      return predicate({ case: 'hasMembers', value: { field, members, values: listed } });
    }
    case 'size': {
      const size = operandOf({ case: 'sizeOf', value: field });
      return compares(size, Comparison.AT_LEAST, decimal('2'));
    }
    default:
      return withTest(old, value, operator as TestOperator, type);
  }
}

/** A comparison, list or window with another operator, about this operand. */
export function withTest(
  old: Predicate,
  operand: Operand,
  operator: TestOperator,
  type: ValueType,
): Predicate {
  const literals = literalsOf(old).filter((literal) => suits(literal, type));
  switch (operator) {
    case 'in':
      return inWindow(
        operand,
        old.kind.case === 'inWindow' ? (old.kind.value.window ?? lastDays()) : lastDays(),
      );
    case 'oneOf':
      return oneOf(operand, literals.length > 0 ? literals : [noLiteral()]);
    case 'is':
      if (listsInOne(type) && literals.length > 1) return oneOf(operand, literals);
      return compares(operand, Comparison.EQUAL, literals[0] ?? noLiteral());
    default:
      return compares(
        operand,
        COMPARISONS[operator] ?? Comparison.EQUAL,
        literals[0] ?? noLiteral(),
      );
  }
}

/** The condition that a newly chosen field begins with. */
export function begun(field: Field, type: ValueType): Predicate {
  const old = predicate({ case: 'has', value: { field } });
  return withOperator(old, field, operatorsOf(type)[0] ?? 'has', type);
}

/** The values of a condition, as far as they are chosen. */
export function literalsOf({ kind }: Predicate): Literal[] {
  switch (kind.case) {
    case 'compares':
      return kind.value.literal?.kind.case ? [kind.value.literal] : [];
    case 'oneOf':
      return kind.value.literals.filter((literal) => literal.kind.case);
    case 'fits':
      return kind.value.pattern ? [text(kind.value.pattern)] : [];
    case 'hasMember':
      return kind.value.member === NO_MEMBER ? [] : [text(kind.value.member)];
    case 'hasMembers':
      return kind.value.values.filter((value) => value !== NO_MEMBER).map(text);
    default:
      return [];
  }
}

function textsOf(old: Predicate): string[] {
  return literalsOf(old).flatMap(({ kind }) => (kind.case === 'text' ? [kind.value] : []));
}

function suits({ kind }: Literal, type: ValueType): boolean {
  switch (type) {
    case ValueType.NUMBER:
      return kind.case === 'decimal';
    case ValueType.DATE:
    case ValueType.INSTANT:
      return kind.case === 'time';
    case ValueType.BOOLEAN:
      return kind.case === 'boolean';
    default:
      return kind.case === 'text';
  }
}

function keyOf<V>(table: Partial<Record<Operator, V>>, value: V): Operator | undefined {
  const entry = Object.entries(table).find(([, candidate]) => candidate === value);
  return entry?.[0] as Operator | undefined;
}
