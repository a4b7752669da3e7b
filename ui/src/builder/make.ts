import {
  Comparison,
  create,
  type Field,
  FieldSchema,
  type Literal,
  LiteralSchema,
  type Measure,
  type MessageInitShape,
  type Operand,
  OperandSchema,
  type Predicate,
  PredicateSchema,
  type Selection,
  SelectionSchema,
  SpanUnit,
  type Window,
  WindowSchema,
} from '../api/wire';

// Short ways to write the wire's words.

export function predicate(kind: MessageInitShape<typeof PredicateSchema>['kind']): Predicate {
  return create(PredicateSchema, { kind });
}

export function operand(kind: MessageInitShape<typeof OperandSchema>['kind']): Operand {
  return create(OperandSchema, { kind });
}

export function window(kind: MessageInitShape<typeof WindowSchema>['kind']): Window {
  return create(WindowSchema, { kind });
}

export function named(name: string): Field {
  return create(FieldSchema, { kind: { case: 'name', value: name } });
}

export function ownInstant(): Field {
  return create(FieldSchema, { kind: { case: 'ownInstant', value: {} } });
}

/** A value that is not chosen yet. */
export function noLiteral(): Literal {
  return create(LiteralSchema);
}

export function text(value: string): Literal {
  return create(LiteralSchema, { kind: { case: 'text', value } });
}

export function decimal(value: string): Literal {
  return create(LiteralSchema, { kind: { case: 'decimal', value } });
}

export function boolean(value: boolean): Literal {
  return create(LiteralSchema, { kind: { case: 'boolean', value } });
}

export function compares(operand: Operand, comparison: Comparison, literal: Literal): Predicate {
  return predicate({ case: 'compares', value: { operand, comparison, literal } });
}

export function oneOf(operand: Operand, literals: Literal[]): Predicate {
  return predicate({ case: 'oneOf', value: { operand, literals } });
}

export function inWindow(operand: Operand, window: Window): Predicate {
  return predicate({ case: 'inWindow', value: { operand, window } });
}

export function did(selection: Selection): Predicate {
  return predicate({ case: 'did', value: { selection } });
}

export function measured(selection: Selection, measure: Measure): Operand {
  return operand({ case: 'measureOf', value: { selection, measure } });
}

export function selection(behaviours: string[]): Selection {
  return create(SelectionSchema, { behaviours });
}

/** The last 30 days: what most questions ask first. */
export function lastDays(amount = 30n): Window {
  return window({ case: 'last', value: { span: { amount, unit: SpanUnit.DAY } } });
}
