import {
  CalendarUnit,
  Comparison,
  type Literal,
  type Measure_OfProperty,
  type Operand_MeasureOf,
  type Predicate,
  PropertyFunction,
  type Selection,
  SequenceOrder,
  type Step_Sequence,
  type Window,
} from '../api/wire';
import { deeds, isBuying, nouns } from './behaviours';
import { type Clause, who, whose } from './clause';
import {
  amongst,
  compared,
  holdsForZero,
  IS,
  literal,
  opposite,
  quantified,
  quantity,
  WAS,
} from './comparisons';
import { condition, nameOf, type Types } from './conditions';
import { during, span } from './times';
import { listed, ordinal, spoken, things } from './words';

/** Customers with such an event, or without one. */
export function did(selection: Selection | undefined, holds: boolean, types: Types): Clause {
  const behaviours = selection?.behaviours ?? [];
  const steps = stepsOf(selection, types);
  if (holds) return who(`${deeds(behaviours, 'past')}${steps}`);
  const windowed = selection?.steps.some((step) => step.kind.case === 'within') ?? false;
  return who(
    windowed
      ? `have not ${deeds(behaviours, 'perfect')}${steps}`
      : `never ${deeds(behaviours, 'past')}${steps}`,
    'denied',
  );
}

/** What a measure is compared with. */
export type Asked =
  | {
      readonly case: 'compares';
      readonly comparison: Comparison;
      readonly right: Literal | undefined;
    }
  | { readonly case: 'oneOf'; readonly rights: readonly Literal[] }
  | { readonly case: 'inWindow'; readonly window: Window | undefined };

/** Customers whose measure is as asked, or all others. */
export function measured(
  { selection, measure }: Operand_MeasureOf,
  asked: Asked,
  holds: boolean,
  types: Types,
): Clause {
  const behaviours = selection?.behaviours ?? [];
  const steps = stepsOf(selection, types);
  const kind = measure?.kind;
  switch (kind?.case) {
    case 'count': {
      const times = number(asked, holds);
      if (times.never) return did(selection, false, types);
      return who(
        `${deeds(behaviours, 'past')} ${timesOf(times)}${steps}${including(times, 'never')}`,
      );
    }
    case 'calendarUnits': {
      const days = number(asked, holds);
      const where = kind.value === CalendarUnit.DAYS ? 'on' : 'in';
      const unit = days.one ? UNITS[kind.value] : `different ${UNITS[kind.value]}s`;
      return who(
        `${deeds(behaviours, 'past')} ${where} ${days.text} ${unit}${steps}${including(days, 'never')}`,
      );
    }
    case 'ofProperty':
      return ofProperty(kind.value, behaviours, steps, asked, holds);
    case 'first':
    case 'last':
    case 'nth': {
      const which = kind.case === 'nth' ? ordinal(kind.value) : kind.case;
      const noun = nouns(behaviours, 'one');
      return whose(`${which} ${noun}${steps} ${moment(asked, holds)}`);
    }
    case 'per': {
      const name = spoken(nameOf(kind.value.property) ?? 'value');
      const what = `for some ${name} a measure of ${nouns(behaviours, 'many')}${steps}`;
      return holds ? who(`match ${what}`) : who(`do not match ${what}`, 'denied');
    }
    default:
      return who(`${deeds(behaviours, 'past')}${steps}`);
  }
}

const UNITS: Record<CalendarUnit, string> = {
  [CalendarUnit.UNSPECIFIED]: 'period',
  [CalendarUnit.DAYS]: 'day',
  [CalendarUnit.WEEKS]: 'week',
  [CalendarUnit.MONTHS]: 'month',
};

const FUNCTIONS: Record<PropertyFunction, string> = {
  [PropertyFunction.UNSPECIFIED]: 'some',
  [PropertyFunction.SUM]: 'total',
  [PropertyFunction.AVG]: 'average',
  [PropertyFunction.MIN]: 'smallest',
  [PropertyFunction.MAX]: 'largest',
  [PropertyFunction.DISTINCT]: 'different',
};

function ofProperty(
  { function: of, property }: Measure_OfProperty,
  behaviours: readonly string[],
  steps: string,
  asked: Asked,
  holds: boolean,
): Clause {
  const name = nameOf(property) ?? 'instant';
  if (of === PropertyFunction.DISTINCT) {
    const kinds = number(asked, holds);
    const noun = things(name, kinds.one);
    const across = `across ${kinds.text} ${kinds.one ? '' : 'different '}${noun}`;
    return who(`${deeds(behaviours, 'past')} ${across}${steps}${including(kinds, 'none')}`);
  }
  if (of === PropertyFunction.SUM && isBuying(behaviours) && MONEY.test(name)) {
    const spent = number(asked, holds, false);
    return who(`spent ${spent.text} in total${steps}${including(spent, 'nothing')}`);
  }
  const subject = `${FUNCTIONS[of]} ${spoken(name)} of ${nouns(behaviours, 'many')}${steps}`;
  const sum = of === PropertyFunction.SUM;
  const zero = sum && number(asked, holds, false).zero ? ' (including those with none)' : '';
  const unknown = !sum && !holds ? ' (or unknown)' : '';
  return whose(`${subject} ${valued(asked, holds)}${zero}${unknown}`);
}

const MONEY = /amount|revenue|total|price|value|spen[dt]/i;

function valued(asked: Asked, holds: boolean): string {
  switch (asked.case) {
    case 'compares':
      return compared(IS, holds ? asked.comparison : opposite(asked.comparison), asked.right);
    case 'oneOf':
      return amongst(IS, asked.rights, holds);
    case 'inWindow':
      return `${holds ? IS.yes : IS.no} ${during(asked.window, 'is')}`;
  }
}

function moment(asked: Asked, holds: boolean): string {
  const none = holds ? '' : ' (or there is none)';
  switch (asked.case) {
    case 'compares': {
      const as = holds ? asked.comparison : opposite(asked.comparison);
      return compared(WAS, as, asked.right) + none;
    }
    case 'oneOf':
      return amongst(WAS, asked.rights, holds) + none;
    case 'inWindow':
      return `${holds ? WAS.yes : WAS.no} ${during(asked.window, 'is')}${none}`;
  }
}

interface Quantity {
  /** "at least 2". */
  readonly text: string;
  /** Whether one thing alone follows: "exactly 1 order". */
  readonly one: boolean;
  /** Whether it holds for nothing at all. */
  readonly zero: boolean;
  /** Whether it holds for nothing at all and for no more. */
  readonly never: boolean;
  /** Whether it says no more than "at least one". */
  readonly ever: boolean;
}

/** How many, of a measure that is 0 where there is nothing, so that its denial is a comparison too. */
function number(asked: Asked, holds: boolean, counts = true): Quantity {
  if (asked.case === 'oneOf') {
    const numbers = asked.rights.map(literal);
    const zero = numbers.some((each) => Number(each) === 0) === holds;
    const text = `${holds ? 'exactly' : 'not exactly'} ${listed(numbers, 'or')}`;
    const one = holds && numbers.length === 1 && numbers[0] === '1';
    return {
      text: numbers.length > 0 ? text : holds ? 'an impossible number of' : 'any number of',
      one,
      zero,
      never: holds && numbers.length > 0 && numbers.every((each) => Number(each) === 0),
      ever: false,
    };
  }
  if (asked.case === 'inWindow') {
    return { text: 'some', one: false, zero: false, never: false, ever: false };
  }
  const as = holds ? asked.comparison : opposite(asked.comparison);
  const right = literal(asked.right);
  const n = Number(right);
  return {
    text: quantity(as, right, counts),
    one: right === '1' && as !== Comparison.NOT_EQUAL,
    zero: holdsForZero(as, right),
    never:
      (n === 0 && (as === Comparison.EQUAL || as === Comparison.AT_MOST)) ||
      (n === 1 && as === Comparison.LESS),
    ever: n === 0 && (as === Comparison.GREATER || as === Comparison.NOT_EQUAL),
  };
}

function timesOf({ text, one, ever }: Quantity): string {
  if (ever) return 'at least once';
  if (/ 1$/.test(text) && one && /^(exactly|at least|at most)/.test(text)) {
    return text.replace(/ 1$/, ' once');
  }
  return `${text} ${one ? 'time' : 'times'}`;
}

function including({ zero }: Quantity, what: string): string {
  return zero ? ` (including ${what})` : '';
}

/** Windows before conditions, so that no window is taken for part of a condition. */
function stepsOf(selection: Selection | undefined, types: Types): string {
  const windows: string[] = [];
  const conditions: Predicate[] = [];
  const sequences: string[] = [];
  for (const { kind } of selection?.steps ?? []) {
    if (kind.case === 'within') windows.push(during(kind.value));
    if (kind.case === 'where') conditions.push(...termsOf(kind.value));
    if (kind.case === 'sequence') sequences.push(inSequence(kind.value, types));
  }
  const when = windows.length > 0 ? ` ${windows.join(' and also ')}` : '';
  const after = sequences.length > 0 ? ` (each ${sequences.join(' and ')})` : '';
  const [only] = conditions;
  if (!only) return `${when}${after}`;
  if (conditions.length === 1) return `${when} where ${ofEvent(only, types)}${after}`;
  const all = conditions.map((each) => ofEvent(each, types)).join(' and ');
  return `${when} where (${all})${after}`;
}

/** What stands, or must not, before or after each event: followed within 4 hours by a purchase. */
function inSequence(sequence: Step_Sequence, types: Types): string {
  const { gap, order, other } = sequence;
  const near = gap.case === 'atMost' ? ` within ${span(gap.value)}` : '';
  const names = listed(
    (other?.behaviours ?? []).map((name) => `“${spoken(name)}”`),
    'or',
  );
  const properties = sequence.equalProperties.map((name) => spoken(name));
  const same = properties.length > 0 ? ` with the same ${listed(properties, 'and')}` : '';
  return `${ORDERS[order]}${near} by ${names}${stepsOf(other, types)}${same}`;
}

const ORDERS: Record<SequenceOrder, string> = {
  [SequenceOrder.UNSPECIFIED]: 'near',
  [SequenceOrder.FOLLOWED_BY]: 'followed',
  [SequenceOrder.NOT_FOLLOWED_BY]: 'not followed',
  [SequenceOrder.PRECEDED_BY]: 'preceded',
  [SequenceOrder.NOT_PRECEDED_BY]: 'not preceded',
};

function termsOf(predicate: Predicate): readonly Predicate[] {
  return predicate.kind.case === 'and' ? predicate.kind.value.terms : [predicate];
}

/** What one event must satisfy; groups in parentheses. */
function ofEvent(predicate: Predicate, types: Types, holds = true): string {
  const kind = predicate.kind;
  const group = (terms: readonly Predicate[], joiner: string) =>
    `${holds ? '' : 'not '}(${terms.map((term) => ofEvent(term, types)).join(joiner)})`;
  switch (kind.case) {
    case 'and':
      return group(kind.value.terms, ' and ');
    case 'or':
      return group(kind.value.terms, ' or ');
    case 'not':
      return kind.value.term ? ofEvent(kind.value.term, types, !holds) : 'something unfinished';
    case 'quantified': {
      const list = kind.value.terms.map((term) => ofEvent(term, types)).join('; ');
      return `${holds ? '' : 'not '}${quantified(kind.value)} of these ${kind.value.terms.length}: (${list})`;
    }
    case 'everyone':
      return holds ? 'anything' : 'nothing';
    case 'nobody':
      return holds ? 'nothing' : 'anything';
    case 'has':
      return `${nameOf(kind.value.field) === undefined ? 'time' : spoken(nameOf(kind.value.field) ?? '')} ${holds ? 'is given' : 'is not given'}`;
    default: {
      const told = condition(predicate, holds, types);
      if (!told) return 'something unfinished';
      return told.subject === '' ? `there are ${told.told}` : `${told.subject} ${told.told}`;
    }
  }
}
