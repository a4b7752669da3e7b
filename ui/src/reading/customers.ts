import { Comparison, type Predicate } from '../api/wire';
import { type Clause, joined, who, whose } from './clause';
import { quantified } from './comparisons';
import { condition, nameOf, type Types } from './conditions';
import { type Asked, did, measured } from './events';
import { quoted, words } from './words';

/** Where a clause stands, which decides how a group of it is told. */
type Place = 'first' | 'and' | 'or';

/** What follows "Customers". */
export function told(predicate: Predicate, types: Types): string {
  const kind = predicate.kind;
  if (kind.case === 'and' || kind.case === 'or') return terms(kind.value.terms, kind.case, types);
  return joined([clause(predicate, 'first', types)], 'and');
}

function terms(all: readonly Predicate[], joiner: 'and' | 'or', types: Types): string {
  return joined(
    all.map((term, at) => clause(term, at === 0 ? 'first' : joiner, types)),
    joiner,
  );
}

/** A predicate as one clause; a group in parentheses, so that it is clear where it ends. */
function clause(predicate: Predicate, place: Place, types: Types, holds = true): Clause {
  const kind = predicate.kind;
  switch (kind.case) {
    case 'and':
    case 'or':
      return grouped(terms(kind.value.terms, kind.case, types), place, holds);
    case 'not': {
      const term = kind.value.term;
      if (!term) return UNFINISHED;
      // Twice denied is told once, from outside, so that every "not" of the tree is heard.
      if (!holds)
        return grouped(joined([clause(term, 'first', types, false)], 'and'), place, false);
      return clause(term, place, types, false);
    }
    case 'quantified': {
      const list = kind.value.terms
        .map((term) => joined([clause(term, 'or', types)], 'or'))
        .join('; ');
      const many = `${quantified(kind.value)} of these ${kind.value.terms.length}: (${list})`;
      return holds ? who(`match ${many}`) : who(`do not match ${many}`, 'denied');
    }
    case 'everyone':
      return who(holds ? 'are any customer at all' : 'are no customer', holds ? 'told' : 'denied');
    case 'nobody':
      return who(holds ? 'are no customer' : 'are any customer at all');
    case 'sample': {
      const { fromPercent, toPercent, salt } = kind.value;
      const part =
        Number(fromPercent) === 0
          ? `the first ${toPercent} %`
          : `the part from ${fromPercent} % to ${toPercent} %`;
      return who(
        `are ${holds ? 'in' : 'outside'} ${part} of the sample ${quoted(salt)}`,
        holds ? 'told' : 'denied',
      );
    }
    case 'inSegment':
      return member('in the segment', kind.value.name, holds);
    case 'inList':
      return member('on the list', kind.value.name, holds);
    case 'ranked':
      return written('a part of a ranking', holds);
    case 'comparesMeasures':
      return written('a comparison of two measures', holds);
    case 'did':
      return did(kind.value.selection, holds, types);
    default:
      return measure(predicate, holds, types) ?? field(predicate, holds, types) ?? UNFINISHED;
  }
}

/** Who is in something that is kept under a name. */
function member(where: string, name: string, holds: boolean): Clause {
  return who(`are ${holds ? '' : 'not '}${where} ${quoted(name)}`, holds ? 'told' : 'denied');
}

/** What is written as text and told by its kind alone. */
function written(what: string, holds: boolean): Clause {
  return holds ? who(`match ${what}`) : who(`do not match ${what}`, 'denied');
}

const UNFINISHED = who('match something unfinished');

function grouped(text: string, place: Place, holds: boolean): Clause {
  if (holds) return { lead: 'group', text: `(${text})`, denied: false };
  const words = { first: 'other than those', and: 'not those', or: 'anyone other than those' };
  return { lead: 'group', text: `${words[place]} (${text})`, denied: true };
}

/** A predicate on a measure. */
function measure(predicate: Predicate, holds: boolean, types: Types): Clause | undefined {
  const kind = predicate.kind;
  if (kind.case !== 'compares' && kind.case !== 'oneOf' && kind.case !== 'inWindow')
    return undefined;
  const operand = kind.value.operand?.kind;
  if (operand?.case === 'ratioOf') return written('a ratio of two measures', holds);
  if (operand?.case !== 'measureOf') return undefined;
  const asked: Asked =
    kind.case === 'compares'
      ? { case: kind.case, comparison: kind.value.comparison, right: kind.value.literal }
      : kind.case === 'oneOf'
        ? { case: kind.case, rights: kind.value.literals }
        : { case: kind.case, window: kind.value.window };
  return measured(operand.value, asked, holds, types);
}

const PLACES = /^(country|city|region|state|town|county|continent|province)$/i;
const STATES = /^(\w+ed|active|verified|new|adult|employed|member)$/i;

/** A predicate on an attribute. */
function field(predicate: Predicate, holds: boolean, types: Types): Clause | undefined {
  const how = holds ? 'told' : 'denied';
  const state = stateOf(predicate);
  if (state) {
    const yes = state.is === holds;
    if (!holds) return who(`are ${yes ? '' : 'not '}${state.name} (or unknown)`, how);
    return who(yes ? `are ${state.name}` : `are known not to be ${state.name}`);
  }
  const condition_ = condition(predicate, holds, types);
  if (!condition_) return undefined;
  const { subject, told: text } = condition_;
  if (subject === '') return who(`have ${text}`, how);
  if (PLACES.test(subject)) {
    const living = /^is (not |)(?!known|in an)(.*)$/.exec(text);
    if (living && holds) return who(`live in ${living[2]}`);
    if (living?.[1] && !holds) return who(`do not live in ${living[2]}`, how);
  }
  return whose(`${subject} ${text}`, how);
}

/** A boolean whose name is a state, and whether it is said to be so: "subscribed". */
function stateOf({ kind }: Predicate): { name: string; is: boolean } | undefined {
  const flag = flagOf(kind);
  if (!flag) return undefined;
  const all = words(flag.name);
  const state = all[0] === 'is' ? all.slice(1) : all;
  const told = all[0] === 'is' || (state.length === 1 && STATES.test(state[0] ?? ''));
  return told ? { name: state.join(' '), is: flag.is } : undefined;
}

function flagOf(kind: Predicate['kind']): { name: string; is: boolean } | undefined {
  if (kind.case === 'isTrue') return { name: nameOf(kind.value.field) ?? '', is: true };
  if (kind.case !== 'compares' || kind.value.literal?.kind.case !== 'boolean') return undefined;
  const operand = kind.value.operand?.kind;
  if (operand?.case !== 'field') return undefined;
  const equal = kind.value.comparison === Comparison.EQUAL;
  return { name: nameOf(operand.value) ?? '', is: equal === kind.value.literal.kind.value };
}
