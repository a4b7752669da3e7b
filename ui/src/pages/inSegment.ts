import { create, type Predicate, PredicateSchema } from '../api/wire';

/** Who belongs to a saved segment. */
export function inSegment(name: string): Predicate {
  return create(PredicateSchema, { kind: { case: 'inSegment', value: { name } } });
}
