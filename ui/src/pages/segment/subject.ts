import { create, type Predicate, PredicateSchema, type Timestamp } from '../../api/wire';

/** What the parts of the page tell of: one segment of a workspace, at an instant. */
export interface Subject {
  readonly predicate: Predicate;
  /** What people call it. */
  readonly name: string;
  /** Empty for the default one. */
  readonly workspace: string;
  /** The instant asked about; undefined for now. */
  readonly asOf: Timestamp | undefined;
}

/** The segment narrowed to those who also satisfy a condition. */
export function narrowed(segment: Predicate, condition: Predicate): Predicate {
  const { kind } = segment;
  const terms = kind.case === 'and' ? kind.value.terms : kind.case === 'everyone' ? [] : [segment];
  return terms.length === 0
    ? condition
    : create(PredicateSchema, { kind: { case: 'and', value: { terms: [...terms, condition] } } });
}
