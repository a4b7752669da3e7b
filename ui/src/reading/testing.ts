// Trees for tests, shorter to write than the wire's.
import { expect } from 'vitest';
import {
  CalendarUnit,
  Comparison,
  create,
  type Field,
  FieldSchema,
  type Literal,
  LiteralSchema,
  type MessageInitShape,
  type Operand,
  OperandSchema,
  type Predicate,
  PredicateSchema,
  PropertyFunction,
  Quantifier,
  type Selection,
  SelectionSchema,
  type Span,
  SpanSchema,
  SpanUnit,
  SequenceOrder,
  type Step,
  StepSchema,
  type Time,
  TimeSchema,
  timestampFromDate,
  type Window,
  WindowSchema,
} from '../api/wire';
import { read } from './index';

type Kind = MessageInitShape<typeof PredicateSchema>['kind'];

export const predicate = (kind: Kind): Predicate => create(PredicateSchema, { kind });
export const everyone = predicate({ case: 'everyone', value: {} });
export const nobody = predicate({ case: 'nobody', value: {} });
export const and = (...terms: Predicate[]) => predicate({ case: 'and', value: { terms } });
export const or = (...terms: Predicate[]) => predicate({ case: 'or', value: { terms } });
export const not = (term: Predicate) => predicate({ case: 'not', value: { term } });
export const some = (quantifier: Quantifier, count: number, ...terms: Predicate[]) =>
  predicate({ case: 'quantified', value: { quantifier, count, terms } });

export const named = (name: string): Field =>
  create(FieldSchema, { kind: { case: 'name', value: name } });
export const own: Field = create(FieldSchema, { kind: { case: 'ownInstant', value: {} } });
export const field = (of: string | Field): Operand =>
  create(OperandSchema, {
    kind: { case: 'field', value: typeof of === 'string' ? named(of) : of },
  });

/** A string, a number, a boolean or a time. */
export function literal(of: string | number | boolean | Time): Literal {
  if (typeof of === 'string') return create(LiteralSchema, { kind: { case: 'text', value: of } });
  if (typeof of === 'number') {
    return create(LiteralSchema, { kind: { case: 'decimal', value: String(of) } });
  }
  return create(LiteralSchema, {
    kind: typeof of === 'boolean' ? { case: 'boolean', value: of } : { case: 'time', value: of },
  });
}

const SIGNS = {
  '==': Comparison.EQUAL,
  '!=': Comparison.NOT_EQUAL,
  '<': Comparison.LESS,
  '<=': Comparison.AT_MOST,
  '>': Comparison.GREATER,
  '>=': Comparison.AT_LEAST,
};

export type Sign = keyof typeof SIGNS;

export const compares = (
  left: string | Operand,
  sign: Sign,
  right: string | number | boolean | Time,
): Predicate =>
  predicate({
    case: 'compares',
    value: {
      operand: typeof left === 'string' ? field(left) : left,
      comparison: SIGNS[sign],
      literal: literal(right),
    },
  });
export const oneOf = (left: string | Operand, ...rights: (string | number | boolean | Time)[]) =>
  predicate({
    case: 'oneOf',
    value: {
      operand: typeof left === 'string' ? field(left) : left,
      literals: rights.map(literal),
    },
  });
export const inWindow = (left: string | Operand, window: Window) =>
  predicate({
    case: 'inWindow',
    value: { operand: typeof left === 'string' ? field(left) : left, window },
  });

const UNITS: Record<string, SpanUnit> = {
  ms: SpanUnit.MILLISECOND,
  s: SpanUnit.SECOND,
  m: SpanUnit.MINUTE,
  h: SpanUnit.HOUR,
  d: SpanUnit.DAY,
  w: SpanUnit.WEEK,
  mo: SpanUnit.MONTH,
  y: SpanUnit.YEAR,
};

/** `14d`. */
export function span(text: string): Span {
  const [, amount = '1', unit = 'd'] = /^(\d+)(\w+)$/.exec(text) ?? [];
  return create(SpanSchema, { amount: BigInt(amount), unit: UNITS[unit] ?? SpanUnit.UNSPECIFIED });
}

export const date = (text: string): Time =>
  create(TimeSchema, { anchor: { case: 'date', value: text } });
export const instant = (text: string): Time =>
  create(TimeSchema, { anchor: { case: 'instant', value: timestampFromDate(new Date(text)) } });
export const now: Time = create(TimeSchema, { anchor: { case: 'now', value: {} } });

type WindowKind = MessageInitShape<typeof WindowSchema>['kind'];

export const window = (kind: WindowKind): Window => create(WindowSchema, { kind });
export const last = (text: string) => window({ case: 'last', value: { span: span(text) } });

/** Events of a behaviour, or of several joined by a blank. */
export const events = (behaviours: string, ...steps: Step[]): Selection =>
  create(SelectionSchema, { behaviours: behaviours.split(' '), steps });
export const where = (condition: Predicate): Step =>
  create(StepSchema, { kind: { case: 'where', value: condition } });
export const within = (when: Window): Step =>
  create(StepSchema, { kind: { case: 'within', value: when } });
export const sequence = (
  order: keyof typeof SequenceOrder,
  other: Selection,
  gap: string,
  ...equalProperties: string[]
): Step =>
  create(StepSchema, {
    kind: {
      case: 'sequence',
      value: {
        order: SequenceOrder[order],
        other,
        gap: gap === 'all' ? { case: 'any', value: {} } : { case: 'atMost', value: span(gap) },
        equalProperties,
      },
    },
  });
export const did = (behaviours: string, ...steps: Step[]) =>
  predicate({ case: 'did', value: { selection: events(behaviours, ...steps) } });

type MeasureKind = NonNullable<
  Extract<MessageInitShape<typeof OperandSchema>['kind'], { case: 'measureOf' }>['value']['measure']
>['kind'];

export const measure = (selection: Selection, kind: MeasureKind): Operand =>
  create(OperandSchema, { kind: { case: 'measureOf', value: { selection, measure: { kind } } } });
export const count = (selection: Selection) => measure(selection, { case: 'count', value: {} });
export const first = (selection: Selection) => measure(selection, { case: 'first', value: {} });
export const ofProperty = (
  selection: Selection,
  name: keyof typeof PropertyFunction,
  property: string,
) =>
  measure(selection, {
    case: 'ofProperty',
    value: { function: PropertyFunction[name], property: named(property) },
  });
export const calendarUnits = (selection: Selection, unit: keyof typeof CalendarUnit) =>
  measure(selection, { case: 'calendarUnits', value: CalendarUnit[unit] });

// What most sentences are made of.
export const GB = compares('country', '==', 'GB');
export const adult = compares('age', '>=', 18);
export const bought = did('purchase');
export const skincare = where(compares('category', '==', 'skincare'));

export const says = (tree: Predicate, sentence: string) => expect(read(tree)).toBe(sentence);
