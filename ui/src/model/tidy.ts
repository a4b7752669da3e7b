import {
  create,
  type Literal,
  type Measure,
  type Operand,
  type Predicate,
  PredicateSchema,
  type Selection,
  type Span,
  type Step,
  type Time,
  type Window,
} from '../api/wire';

// While somebody is typing, much is unfinished: a value not chosen, an empty number. Such parts are
// left out of what is counted rather than refused by the server at every keystroke.

const DECIMAL = /^-?\d{1,40}(\.\d{1,40})?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What the builder writes for "members not chosen yet": no set has an empty member. */
export const NO_MEMBER = '';

/** The predicate without unfinished parts; undefined if nothing is left to ask. */
export function tidy(predicate: Predicate): Predicate | undefined {
  const { kind } = predicate;
  switch (kind.case) {
    case undefined:
      return undefined;
    case 'everyone':
    case 'nobody':
    case 'has':
    case 'isTrue':
    case 'fits':
    case 'hasMember':
      return 'field' in kind.value && !kind.value.field?.kind.case
        ? undefined
        : memberless(predicate);
    case 'hasMembers': {
      const { field, values } = kind.value;
      const chosen = values.length !== 1 || values[0] !== NO_MEMBER;
      return field?.kind.case && chosen ? predicate : undefined;
    }
    case 'and':
    case 'or': {
      const terms = kind.value.terms.flatMap((term) => tidy(term) ?? []);
      if (terms.length < 2) return terms[0];
      return same(terms, kind.value.terms)
        ? predicate
        : create(PredicateSchema, { kind: { case: kind.case, value: { terms } } });
    }
    case 'not': {
      const term = kind.value.term && tidy(kind.value.term);
      if (!term || term === kind.value.term) return term && predicate;
      return create(PredicateSchema, { kind: { case: 'not', value: { term } } });
    }
    case 'quantified': {
      const terms = kind.value.terms.flatMap((term) => tidy(term) ?? []);
      if (terms.length === 0) return undefined;
      if (same(terms, kind.value.terms)) return predicate;
      const value = { ...kind.value, terms };
      return create(PredicateSchema, { kind: { case: 'quantified', value } });
    }
    case 'sample': {
      const { fromPercent, toPercent } = kind.value;
      return DECIMAL.test(fromPercent) && DECIMAL.test(toPercent) ? predicate : undefined;
    }
    case 'compares': {
      const operand = tidyOperand(kind.value.operand);
      if (!operand || !isFinishedLiteral(kind.value.literal)) return undefined;
      if (operand === kind.value.operand) return predicate;
      const value = { ...kind.value, operand };
      return create(PredicateSchema, { kind: { case: 'compares', value } });
    }
    case 'oneOf': {
      const operand = tidyOperand(kind.value.operand);
      if (!operand || !kind.value.literals.every(isFinishedLiteral)) return undefined;
      if (operand === kind.value.operand) return predicate;
      const value = { ...kind.value, operand };
      return create(PredicateSchema, { kind: { case: 'oneOf', value } });
    }
    case 'inWindow': {
      const operand = tidyOperand(kind.value.operand);
      if (!operand || !isFinishedWindow(kind.value.window)) return undefined;
      if (operand === kind.value.operand) return predicate;
      const value = { ...kind.value, operand };
      return create(PredicateSchema, { kind: { case: 'inWindow', value } });
    }
    case 'inSegment':
    case 'inList':
      // Picked as a whole, so it is finished.
      return predicate;
    case 'comparesMeasures':
    case 'ranked':
    case 'near':
    case 'inside':
      // Written as text: the builder makes none.
      return predicate;
    case 'did': {
      const selection = tidySelection(kind.value.selection);
      if (!selection || selection === kind.value.selection) return selection && predicate;
      return create(PredicateSchema, { kind: { case: 'did', value: { selection } } });
    }
  }
}

function memberless(predicate: Predicate): Predicate | undefined {
  const unfinished =
    predicate.kind.case === 'hasMember' && predicate.kind.value.member === NO_MEMBER;
  return unfinished ? undefined : predicate;
}

function tidyOperand(operand: Operand | undefined): Operand | undefined {
  switch (operand?.kind.case) {
    case undefined:
      return undefined;
    case 'field':
    case 'sizeOf':
    case 'anniversaryOf':
      return operand.kind.value.kind.case ? operand : undefined;
    case 'partOf':
      return operand.kind.value.field?.kind.case ? operand : undefined;
    case 'ratioOf':
      return operand;
    case 'measureOf': {
      const { value } = operand.kind;
      const selection = tidySelection(value.selection);
      if (!selection || !isFinishedMeasure(value.measure)) return undefined;
      if (selection === value.selection) return operand;
      return { ...operand, kind: { case: 'measureOf', value: { ...value, selection } } };
    }
  }
}

function tidySelection(selection: Selection | undefined): Selection | undefined {
  if (!selection || selection.behaviours.length === 0) return undefined;
  const steps = selection.steps.flatMap((step) => tidyStep(step) ?? []);
  return same(steps, selection.steps) ? selection : { ...selection, steps };
}

function tidyStep(step: Step): Step | undefined {
  switch (step.kind.case) {
    case undefined:
      return undefined;
    case 'within':
      return isFinishedWindow(step.kind.value) ? step : undefined;
    case 'sequence':
      // Written as text, never by hand, so it is finished.
      return step;
    case 'where': {
      const where = tidy(step.kind.value);
      if (!where || where === step.kind.value) return where && step;
      return { ...step, kind: { case: 'where', value: where } };
    }
  }
}

function isFinishedMeasure(measure: Measure | undefined): boolean {
  switch (measure?.kind.case) {
    case undefined:
      return false;
    case 'ofProperty':
      return measure.kind.value.property?.kind.case !== undefined;
    case 'nth':
      return measure.kind.value >= 1;
    default:
      return true;
  }
}

function isFinishedLiteral(literal: Literal | undefined): boolean {
  switch (literal?.kind.case) {
    case undefined:
      return false;
    case 'decimal':
      return DECIMAL.test(literal.kind.value);
    case 'time':
      return isFinishedTime(literal.kind.value);
    default:
      return true;
  }
}

function isFinishedTime(time: Time | undefined): boolean {
  if (!time?.shifts.every((shift) => isFinishedSpan(shift.span))) return false;
  return time.anchor.case === 'date'
    ? DATE.test(time.anchor.value)
    : time.anchor.case !== undefined;
}

function isFinishedSpan(span: Span | undefined): boolean {
  return span !== undefined && span.amount > 0n;
}

function isFinishedWindow(window: Window | undefined): boolean {
  switch (window?.kind.case) {
    case undefined:
      return false;
    case 'last':
    case 'next':
      return isFinishedSpan(window.kind.value.span);
    case 'ago':
      return isFinishedSpan(window.kind.value.from) && isFinishedSpan(window.kind.value.to);
    case 'between':
      return isFinishedTime(window.kind.value.from) && isFinishedTime(window.kind.value.to);
    case 'since':
      return isFinishedTime(window.kind.value.from);
    case 'before':
      return isFinishedTime(window.kind.value.to);
    case 'calendar':
      return true;
  }
}

function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
