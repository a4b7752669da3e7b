import {
  Comparison,
  DatePart,
  DistanceUnit,
  type Field,
  type GetCatalogResponse,
  type Literal,
  Members,
  type Operand,
  type Operand_PartOf,
  type Predicate,
  TextTest,
  ValueType,
} from '../api/wire';
import { amongst, compared, type Copula, HAPPENED, IS, opposite, quantity } from './comparisons';
import { during, month, weekday } from './times';
import { listed, quoted, singular, spoken, value } from './words';

/** A condition on one named value: "country", "is GB". */
export interface Condition {
  /** Of what it speaks: an attribute, a property, or the event itself. */
  readonly subject: string;
  /** What is said of it. */
  readonly told: string;
  /** Whether the subject is many things: "tags include". */
  readonly many?: boolean;
}

const UNKNOWN = ' (or unknown)';

/** What the catalogue adds to names. */
export interface Types {
  /** Whether a name stands for whole days. */
  isDate(name: string): boolean;
}

/** The types of a catalogue, or none. */
export function typesOf(catalog: GetCatalogResponse | undefined): Types {
  const dates = new Set<string>();
  for (const { name, type } of [
    ...(catalog?.attributes ?? []),
    ...(catalog?.behaviours ?? []).flatMap((behaviour) => behaviour.properties),
  ]) {
    if (type === ValueType.DATE) dates.add(name);
  }
  return { isDate: (name) => dates.has(name) };
}

/** The name of a field, undefined for an event's own instant. */
export function nameOf(field: Field | undefined): string | undefined {
  return field?.kind.case === 'name' ? field.kind.value : undefined;
}

function subjectOf(field: Field | undefined): { subject: string; copula: Copula } {
  const name = nameOf(field);
  if (name !== undefined) return { subject: spoken(name), copula: IS };
  return field?.kind.case === 'ownInstant'
    ? { subject: 'it', copula: HAPPENED }
    : { subject: 'something', copula: IS };
}

/** A predicate on one field, or on one field's denial; undefined for any other predicate. */
export function condition(
  predicate: Predicate,
  holds: boolean,
  types: Types,
): Condition | undefined {
  const kind = predicate.kind;
  const unless = holds ? '' : UNKNOWN;
  switch (kind.case) {
    case 'has': {
      const { subject } = subjectOf(kind.value.field);
      return { subject, told: holds ? 'is known' : 'is not known' };
    }
    case 'isTrue': {
      const { subject } = subjectOf(kind.value.field);
      return { subject, told: holds ? 'is yes' : `is no${UNKNOWN}` };
    }
    case 'compares':
      return comparison(
        kind.value.operand,
        kind.value.comparison,
        kind.value.literal,
        holds,
        types,
      );
    case 'oneOf':
      return oneOf(kind.value.operand, kind.value.literals, holds);
    case 'inWindow': {
      const operand = kind.value.operand?.kind;
      if (operand?.case !== 'field') return undefined;
      const { subject, copula } = subjectOf(operand.value);
      const when = during(kind.value.window, copula === HAPPENED ? 'did' : 'is');
      return { subject, told: `${holds ? copula.yes : copula.no} ${when}${unless}` };
    }
    case 'fits': {
      const { subject } = subjectOf(kind.value.field);
      return { subject, told: fits(kind.value.test, kind.value.pattern, holds) + unless };
    }
    case 'hasMember': {
      const { subject } = subjectOf(kind.value.field);
      return {
        subject,
        many: true,
        told: `${holds ? 'include' : 'do not include'} ${value(kind.value.member)}`,
      };
    }
    case 'hasMembers': {
      const { subject } = subjectOf(kind.value.field);
      const told = members(kind.value.members, kind.value.values.map(value), holds);
      return { subject, many: true, told };
    }
    case 'near': {
      const { subject } = subjectOf(kind.value.field);
      const { centre, distance } = kind.value;
      const far = `${distance?.amount ?? ''} ${DISTANCE_UNITS[distance?.unit ?? 0]}`;
      const told = `within ${far} of ${centre?.latitude ?? ''}, ${centre?.longitude ?? ''}`;
      return { subject, told: `${holds ? 'is' : 'is not'} ${told}${unless}` };
    }
    case 'inside': {
      const { subject } = subjectOf(kind.value.field);
      const area = `inside an area of ${kind.value.corners.length} corners`;
      return { subject, told: `${holds ? 'is' : 'is not'} ${area}${unless}` };
    }
    default:
      return undefined;
  }
}

const DISTANCE_UNITS: Record<DistanceUnit, string> = {
  [DistanceUnit.UNSPECIFIED]: '',
  [DistanceUnit.METRE]: 'm',
  [DistanceUnit.KILOMETRE]: 'km',
  [DistanceUnit.MILE]: 'miles',
};

function comparison(
  operand: Operand | undefined,
  asked: Comparison,
  right: Literal | undefined,
  holds: boolean,
  types: Types,
): Condition | undefined {
  const as = holds ? asked : opposite(asked);
  // A value that is compared is there: "is not" alone would let in those who have none.
  const known = holds && asked === Comparison.NOT_EQUAL;
  const unless = holds ? '' : UNKNOWN;
  switch (operand?.kind.case) {
    case 'field': {
      const { subject, copula } = subjectOf(operand.kind.value);
      const told = compared(copula, as, right, types.isDate(nameOf(operand.kind.value) ?? ''));
      return {
        subject,
        told: (known && copula === IS ? told.replace(/^is /, 'is known but ') : told) + unless,
      };
    }
    case 'sizeOf':
      return size(operand.kind.value, as, right, holds);
    case 'partOf': {
      const part = operand.kind.value;
      const number = right?.kind.case === 'decimal' ? Number(right.kind.value) : Number.NaN;
      if (as === Comparison.EQUAL) return partIs(part, [number], true, unless);
      if (as === Comparison.NOT_EQUAL) return partIs(part, [number], false, unless);
      const { subject } = subjectOf(part.field);
      const what = subject === 'it' ? 'the event' : subject;
      return {
        subject: `${PARTS[part.part]} of ${what}`,
        told: compared(IS, as, right) + unless,
      };
    }
    default:
      return undefined;
  }
}

function oneOf(
  operand: Operand | undefined,
  rights: readonly Literal[],
  holds: boolean,
): Condition | undefined {
  const unless = holds ? '' : UNKNOWN;
  switch (operand?.kind.case) {
    case 'field': {
      const { subject, copula } = subjectOf(operand.kind.value);
      return { subject, told: amongst(copula, rights, holds) + unless };
    }
    case 'sizeOf': {
      const { subject } = subjectOf(operand.kind.value);
      return { subject: `number of ${subject}`, told: amongst(IS, rights, holds) + unless };
    }
    case 'partOf': {
      const numbers = rights.map((right) =>
        right.kind.case === 'decimal' ? Number(right.kind.value) : Number.NaN,
      );
      return partIs(operand.kind.value, numbers, holds, unless);
    }
    default:
      return undefined;
  }
}

const PARTS: Record<DatePart, string> = {
  [DatePart.UNSPECIFIED]: 'part',
  [DatePart.MONTH]: 'month (January is 1)',
  [DatePart.WEEKDAY]: 'weekday (Monday is 1)',
  [DatePart.HOUR]: 'hour',
};

function partIs(
  { field, part }: Operand_PartOf,
  numbers: readonly number[],
  holds: boolean,
  unless: string,
): Condition {
  const { subject, copula } = subjectOf(field);
  const names = numbers.map((number) => partName(part, number));
  const list =
    names.length === 0 ? 'at no time' : `${partPreposition(part)} ${listed(names, 'or')}`;
  // A known date that is in no such month, against one that is not known to be.
  const known = !holds && unless === '' ? 'known but ' : '';
  const verb = holds ? copula.yes : copula === IS ? `is ${known}not` : copula.no;
  return { subject, told: `${verb} ${list}${unless}` };
}

function partPreposition(part: DatePart): string {
  return part === DatePart.MONTH ? 'in' : part === DatePart.WEEKDAY ? 'on a' : 'between';
}

function partName(part: DatePart, number: number): string {
  const hour = (n: number) => `${String(n).padStart(2, '0')}`;
  switch (part) {
    case DatePart.MONTH:
      return month(number) ?? `month ${number}`;
    case DatePart.WEEKDAY:
      return weekday(number) ?? `weekday ${number}`;
    default:
      return `${hour(number)}:00 and ${hour(number)}:59`;
  }
}

function size(field: Field, as: Comparison, right: Literal | undefined, holds: boolean): Condition {
  const { subject } = subjectOf(field);
  const number = right?.kind.case === 'decimal' ? right.kind.value : '0';
  const noun = number === '1' ? singular(subject) : subject;
  // An empty set is no value: left out of what holds, let in by what does not.
  const none = holds ? '' : ' (or none)';
  return { subject: '', told: `${quantity(as, number, true)} ${noun}${none}`, many: true };
}

function fits(test: TextTest, pattern: string, holds: boolean): string {
  const text = quoted(pattern);
  const does = (yes: string, no: string) => (holds ? yes : `does not ${no}`);
  switch (test) {
    case TextTest.STARTS_WITH:
      return `${does('starts', 'start')} with ${text}`;
    case TextTest.ENDS_WITH:
      return `${does('ends', 'end')} with ${text}`;
    case TextTest.CONTAINS:
      return `${does('contains', 'contain')} ${text}`;
    case TextTest.MATCHES:
      return `${does('matches', 'match')} the pattern ${text}`;
    case TextTest.EQUALS_IGNORE_CASE:
      return `${holds ? 'is' : 'is not'} ${text} in upper or lower case`;
    case TextTest.UNSPECIFIED:
      return `${does('fits', 'fit')} ${text}`;
  }
}

function members(how: Members, values: readonly string[], holds: boolean): string {
  if (values.length === 1) return `${holds ? 'include' : 'do not include'} ${values[0]}`;
  if (how === Members.ALL) {
    const all = `${values.length === 2 ? 'both' : 'all of'} ${listed(values, 'and')}`;
    return `${holds ? 'include' : 'do not include'} ${all}`;
  }
  if (holds) return `include ${listed(values, 'or')}`;
  return values.length === 2
    ? `include neither ${listed(values, 'nor')}`
    : `include none of ${listed(values, 'or')}`;
}
