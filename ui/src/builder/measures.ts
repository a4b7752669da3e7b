import {
  CalendarUnit,
  Comparison,
  create,
  FieldSchema,
  type Measure,
  MeasureSchema,
  type Predicate,
  PropertyFunction,
  type Selection,
  SelectionSchema,
  ValueType,
} from '../api/wire';
import { compares, decimal, did, inWindow, lastDays, measured } from './make';

/** What of a customer's events is asked; the builder's word for one kind of measure. */
export type MeasureWord =
  | 'did'
  | 'count'
  | 'distinct'
  | 'sum'
  | 'avg'
  | 'min'
  | 'max'
  | 'days'
  | 'weeks'
  | 'months'
  | 'first'
  | 'last'
  | 'nth';

/** Every measure in words, the likeliest first. */
export const MEASURES: ReadonlyArray<readonly [MeasureWord, string]> = [
  ['did', 'at least once'],
  ['count', 'number of times'],
  ['distinct', 'number of different'],
  ['sum', 'total of'],
  ['avg', 'average of'],
  ['min', 'smallest'],
  ['max', 'largest'],
  ['days', 'on so many days'],
  ['weeks', 'in so many weeks'],
  ['months', 'in so many months'],
  ['first', 'the first time'],
  ['last', 'the last time'],
  ['nth', 'the n-th time'],
];

const FUNCTIONS: Partial<Record<MeasureWord, PropertyFunction>> = {
  distinct: PropertyFunction.DISTINCT,
  sum: PropertyFunction.SUM,
  avg: PropertyFunction.AVG,
  min: PropertyFunction.MIN,
  max: PropertyFunction.MAX,
};

const UNITS: Partial<Record<MeasureWord, CalendarUnit>> = {
  days: CalendarUnit.DAYS,
  weeks: CalendarUnit.WEEKS,
  months: CalendarUnit.MONTHS,
};

/** The measure of a condition about behaviours. */
export function measureOf({ kind }: Predicate): Measure | undefined {
  if (kind.case !== 'compares' && kind.case !== 'oneOf' && kind.case !== 'inWindow')
    return undefined;
  const operand = kind.value.operand?.kind;
  return operand?.case === 'measureOf' ? operand.value.measure : undefined;
}

/** The events that a condition is about; undefined for those about attributes and others. */
export function selectionOf({ kind }: Predicate): Selection | undefined {
  if (kind.case === 'did') return kind.value.selection ?? create(SelectionSchema);
  if (kind.case !== 'compares' && kind.case !== 'oneOf' && kind.case !== 'inWindow')
    return undefined;
  const operand = kind.value.operand?.kind;
  // A measure per value is written as text: there is no form for it.
  return operand?.case === 'measureOf' && operand.value.measure?.kind.case !== 'per'
    ? (operand.value.selection ?? create(SelectionSchema))
    : undefined;
}

/** The same condition about other events. */
export function withSelection(predicate: Predicate, selection: Selection): Predicate {
  const { kind } = predicate;
  const measure = measureOf(predicate);
  if (!measure) return did(selection);
  if (kind.case !== 'compares' && kind.case !== 'oneOf' && kind.case !== 'inWindow')
    return predicate;
  const operand = measured(selection, measure);
  return { ...predicate, kind: { ...kind, value: { ...kind.value, operand } } as typeof kind };
}

/** The word of a condition's measure. */
export function measureWord(predicate: Predicate): MeasureWord {
  const kind = measureOf(predicate)?.kind;
  if (!kind?.case) return 'did';
  switch (kind.case) {
    case 'ofProperty':
      return wordOf(FUNCTIONS, kind.value.function) ?? 'sum';
    case 'calendarUnits':
      return wordOf(UNITS, kind.value) ?? 'days';
    case 'per':
      return 'count';
    default:
      return kind.case;
  }
}

/** Whether a measure is an instant rather than a number. */
export function isInstant(word: MeasureWord): boolean {
  return word === 'first' || word === 'last' || word === 'nth';
}

/** Whether a measure is of a property. */
export function isOfProperty(word: MeasureWord): boolean {
  return FUNCTIONS[word] !== undefined;
}

export function typeOf(word: MeasureWord): ValueType {
  return isInstant(word) ? ValueType.INSTANT : ValueType.NUMBER;
}

/** The condition with another measure of the same events; its test stays where it can. */
export function withMeasure(old: Predicate, word: MeasureWord, property?: string): Predicate {
  const selection = selectionOf(old) ?? create(SelectionSchema);
  if (word === 'did') return did(selection);
  const before = measureOf(old)?.kind;
  const kept = before?.case === 'ofProperty' ? before.value.property : undefined;
  const field = property
    ? create(FieldSchema, { kind: { case: 'name', value: property } })
    : (kept ?? create(FieldSchema));
  const operand = measured(
    selection,
    measure(word, field, before?.case === 'nth' ? before.value : 2),
  );
  const wasNumber = measureOf(old) !== undefined && !isInstant(measureWord(old));
  if (isInstant(word)) {
    if (measureOf(old) && !wasNumber) return withOperandOf(old, operand);
    return inWindow(operand, lastDays());
  }
  return wasNumber
    ? withOperandOf(old, operand)
    : compares(operand, Comparison.AT_LEAST, decimal('2'));
}

/** The n of the n-th time. */
export function withNth(old: Predicate, n: number): Predicate {
  const selection = selectionOf(old) ?? create(SelectionSchema);
  return withOperandOf(
    old,
    measured(selection, create(MeasureSchema, { kind: { case: 'nth', value: n } })),
  );
}

function withOperandOf(old: Predicate, operand: ReturnType<typeof measured>): Predicate {
  const { kind } = old;
  if (kind.case !== 'compares' && kind.case !== 'oneOf' && kind.case !== 'inWindow') return old;
  return { ...old, kind: { ...kind, value: { ...kind.value, operand } } as typeof kind };
}

function measure(
  word: MeasureWord,
  property: ReturnType<typeof create<typeof FieldSchema>>,
  n: number,
): Measure {
  const ofProperty = FUNCTIONS[word];
  if (ofProperty !== undefined) {
    return create(MeasureSchema, {
      kind: { case: 'ofProperty', value: { function: ofProperty, property } },
    });
  }
  const unit = UNITS[word];
  if (unit !== undefined)
    return create(MeasureSchema, { kind: { case: 'calendarUnits', value: unit } });
  switch (word) {
    case 'first':
      return create(MeasureSchema, { kind: { case: 'first', value: {} } });
    case 'last':
      return create(MeasureSchema, { kind: { case: 'last', value: {} } });
    case 'nth':
      return create(MeasureSchema, { kind: { case: 'nth', value: n } });
    default:
      return create(MeasureSchema, { kind: { case: 'count', value: {} } });
  }
}

function wordOf<V>(table: Partial<Record<MeasureWord, V>>, value: V): MeasureWord | undefined {
  const entry = Object.entries(table).find(([, candidate]) => candidate === value);
  return entry?.[0] as MeasureWord | undefined;
}
