import { Comparison, type Literal, type Predicate_Quantified, Quantifier } from '../api/wire';
import { isDay, time } from './times';
import { listed, value } from './words';

/** How something is or was: the verb and its denial. */
export interface Copula {
  readonly yes: string;
  readonly no: string;
}

export const IS: Copula = { yes: 'is', no: 'is not' };
export const WAS: Copula = { yes: 'was', no: 'was not' };
/** Of an event itself: "it happened in May". */
export const HAPPENED: Copula = { yes: 'happened', no: 'did not happen' };

const OPPOSITE: Record<Comparison, Comparison> = {
  [Comparison.UNSPECIFIED]: Comparison.UNSPECIFIED,
  [Comparison.EQUAL]: Comparison.NOT_EQUAL,
  [Comparison.NOT_EQUAL]: Comparison.EQUAL,
  [Comparison.LESS]: Comparison.AT_LEAST,
  [Comparison.AT_LEAST]: Comparison.LESS,
  [Comparison.GREATER]: Comparison.AT_MOST,
  [Comparison.AT_MOST]: Comparison.GREATER,
};

/** What holds of a known value when the comparison does not. */
export function opposite(comparison: Comparison): Comparison {
  return OPPOSITE[comparison];
}

const QUANTITIES: Record<Comparison, string> = {
  [Comparison.UNSPECIFIED]: 'somehow',
  [Comparison.EQUAL]: 'exactly',
  [Comparison.NOT_EQUAL]: 'not exactly',
  [Comparison.LESS]: 'less than',
  [Comparison.AT_MOST]: 'at most',
  [Comparison.GREATER]: 'more than',
  [Comparison.AT_LEAST]: 'at least',
};

/** "at least 5"; fewer rather than less where things are counted. */
export function quantity(comparison: Comparison, number: string, counts: boolean): string {
  const words = counts && comparison === Comparison.LESS ? 'fewer than' : QUANTITIES[comparison];
  return `${words} ${number}`;
}

/** Whether the comparison holds for nothing at all. */
export function holdsForZero(comparison: Comparison, number: string): boolean {
  const right = Number(number);
  switch (comparison) {
    case Comparison.EQUAL:
      return right === 0;
    case Comparison.NOT_EQUAL:
      return right !== 0;
    case Comparison.LESS:
      return right > 0;
    case Comparison.AT_MOST:
      return right >= 0;
    case Comparison.GREATER:
      return right < 0;
    case Comparison.AT_LEAST:
      return right <= 0;
    case Comparison.UNSPECIFIED:
      return false;
  }
}

/** A constant as a value. */
export function literal(constant: Literal | undefined): string {
  const kind = constant?.kind;
  switch (kind?.case) {
    case 'text':
      return value(kind.value);
    case 'decimal':
      return kind.value;
    case 'boolean':
      return kind.value ? 'yes' : 'no';
    case 'time':
      return time(kind.value);
    case undefined:
      return 'something';
  }
}

/**
 * "is at least 18", "was before 1 May 2026". For the denial of a comparison give its opposite.
 *
 * @param whole what is compared is a whole day, not an instant
 */
export function compared(
  copula: Copula,
  comparison: Comparison,
  right: Literal | undefined,
  whole = false,
): string {
  if (right?.kind.case === 'time') {
    return `${copula.yes} ${timed(comparison, isDay(right.kind.value), whole, literal(right))}`;
  }
  const text = literal(right);
  switch (comparison) {
    case Comparison.EQUAL:
      return `${copula.yes} ${text}`;
    case Comparison.NOT_EQUAL:
      return `${copula.no} ${text}`;
    default:
      return `${copula.yes} ${quantity(comparison, text, false)}`;
  }
}

/** A date means the midnight that begins it: of instants that has to be said where it tells. */
function timed(comparison: Comparison, date: boolean, whole: boolean, text: string): string {
  const start = date && !whole ? `the start of ${text}` : text;
  switch (comparison) {
    case Comparison.EQUAL:
      return whole ? text : `exactly ${start}`;
    case Comparison.NOT_EQUAL:
      return `at another time than ${start}`;
    case Comparison.LESS:
      return `before ${text}`;
    case Comparison.AT_LEAST:
      return date ? `on or after ${text}` : `at or after ${text}`;
    case Comparison.GREATER:
      return `after ${start}`;
    case Comparison.AT_MOST:
      return date && whole ? `on or before ${text}` : `at or before ${start}`;
    case Comparison.UNSPECIFIED:
      return `somehow related to ${text}`;
  }
}

/** "is GB, DE or FR". */
export function amongst(copula: Copula, rights: readonly Literal[], holds: boolean): string {
  const texts = rights.map(literal);
  if (texts.length === 0) return `${holds ? copula.yes : copula.no} in an empty list`;
  if (texts.length === 1 || holds)
    return `${holds ? copula.yes : copula.no} ${listed(texts, 'or')}`;
  return `${copula.yes} ${texts.length === 2 ? 'neither' : 'none of'} ${listed(texts, texts.length === 2 ? 'nor' : 'or')}`;
}

const QUANTIFIERS: Record<Quantifier, string> = {
  [Quantifier.UNSPECIFIED]: 'some',
  [Quantifier.AT_LEAST]: 'at least',
  [Quantifier.AT_MOST]: 'at most',
  [Quantifier.EXACTLY]: 'exactly',
};

/** "at least 2". */
export function quantified({ quantifier, count }: Predicate_Quantified): string {
  return `${QUANTIFIERS[quantifier]} ${count}`;
}
