import { create, type Predicate, PredicateSchema, Quantifier } from '../api/wire';
import { clause, type Group, group, type Mode, type Node } from './tree';

// Both ways between the page's tree and the wire's. `fromPredicate(toPredicate(tree))` is the same
// tree but for names and muting: a group of one part stays a group, a blank condition stays blank.
// What goes to the server is `outgoing`, which tidies these away.

const QUANTIFIERS: Record<Exclude<Mode, 'all' | 'any'>, Quantifier> = {
  atLeast: Quantifier.AT_LEAST,
  atMost: Quantifier.AT_MOST,
  exactly: Quantifier.EXACTLY,
};

const MODES: Record<Quantifier, Mode> = {
  [Quantifier.UNSPECIFIED]: 'atLeast',
  [Quantifier.AT_LEAST]: 'atLeast',
  [Quantifier.AT_MOST]: 'atMost',
  [Quantifier.EXACTLY]: 'exactly',
};

/** The tree of a predicate. */
export function fromPredicate(predicate: Predicate): Node {
  const { kind } = predicate;
  switch (kind.case) {
    case 'and':
      return group('all', kind.value.terms.map(fromPredicate));
    case 'or':
      return group('any', kind.value.terms.map(fromPredicate));
    case 'quantified': {
      const { quantifier, count, terms } = kind.value;
      return group(MODES[quantifier], terms.map(fromPredicate), { count });
    }
    case 'not': {
      const term = fromPredicate(kind.value.term ?? create(PredicateSchema));
      // A node is negated once; the second `!` needs a group of its own.
      return term.negated
        ? group('all', [term], { negated: true })
        : ({ ...term, negated: true } as Node);
    }
    default:
      return clause(predicate);
  }
}

/** The page's whole tree for a predicate: always a group, empty for everyone. */
export function rootOf(predicate: Predicate): Group {
  if (predicate.kind.case === 'everyone') return group('all');
  const node = fromPredicate(predicate);
  return node.kind === 'group' ? node : group('all', [node]);
}

/** The tree as it stands, muted parts included. */
export function toPredicate(node: Node): Predicate {
  if (node.kind === 'clause') return negatedIf(node.negated, node.predicate);
  return combined(node, node.children.map(toPredicate));
}

/** The group's operator over these terms, however few they are. */
export function combined(group: Group, terms: Predicate[]): Predicate {
  return negatedIf(group.negated, positive(group, terms));
}

function positive({ mode, count }: Group, terms: Predicate[]): Predicate {
  switch (mode) {
    case 'all':
      return create(PredicateSchema, { kind: { case: 'and', value: { terms } } });
    case 'any':
      return create(PredicateSchema, { kind: { case: 'or', value: { terms } } });
    default: {
      const value = { quantifier: QUANTIFIERS[mode], count, terms };
      return create(PredicateSchema, { kind: { case: 'quantified', value } });
    }
  }
}

/** The complement, if asked for. */
export function negatedIf(negated: boolean, term: Predicate): Predicate {
  return negated ? create(PredicateSchema, { kind: { case: 'not', value: { term } } }) : term;
}
