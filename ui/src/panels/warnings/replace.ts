import { fromBinary, type Predicate, PredicateSchema, toBinary } from '../../api/wire';

/**
 * The predicate with one string at a place replaced by another; undefined where the place leads to no string.
 *
 * @param place a field path as the server writes it: `predicate.and.terms[1].one_of.literals[0].text`
 */
export function replaced(root: Predicate, place: string, value: string): Predicate | undefined {
  const steps = stepsOf(place);
  if (!steps) return undefined;
  // A copy of its own, which may be written to.
  const copy = fromBinary(PredicateSchema, toBinary(PredicateSchema, root));
  const last = steps.pop();
  if (last === undefined) return undefined;
  const owner = steps.reduce<unknown>(inner, copy);
  if (!isRecord(owner) || typeof inner(owner, last) !== 'string') return undefined;
  const kind = owner['kind'];
  if (isRecord(kind) && kind['case'] === last) kind['value'] = value;
  else owner[last] = value;
  return copy;
}

/** The value of a field, whether it stands alone or in the message's choice. */
function inner(message: unknown, step: string): unknown {
  if (!isRecord(message)) return undefined;
  const kind = message['kind'];
  if (isRecord(kind) && kind['case'] === step) return kind['value'];
  return message[step];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const ROOT = /^predicate(?=[.[]|$)/;
const STEP = /\.([a-z_]+)|\[(\d+)\]/y;

/** `predicate.has_members.values[0]` as hasMembers, values, 0. */
function stepsOf(place: string): string[] | undefined {
  const root = ROOT.exec(place);
  if (!root) return undefined;
  const steps: string[] = [];
  STEP.lastIndex = root[0].length;
  while (STEP.lastIndex < place.length) {
    const step = STEP.exec(place);
    if (!step) return undefined;
    steps.push(step[2] ?? camel(step[1] ?? ''));
  }
  return steps;
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
