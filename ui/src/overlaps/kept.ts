import {
  base64Decode,
  base64Encode,
  fromBinary,
  type Predicate,
  PredicateSchema,
  toBinary,
} from '../api/wire';

/** A segment put aside to compare others with. */
export interface Kept {
  /** Of this list, for ever. */
  readonly id: number;
  readonly name: string;
  readonly predicate: Predicate;
}

/** What the segment on the page is called beside those that were put aside. */
export const CURRENT = 'This segment';

/** Where a workspace's list is remembered: in the browser's store, not in the address. */
export function keptKey(workspace: string): string {
  return `overlap.${workspace}`;
}

/** So many are compared at once; more is no longer a table that fits. */
export const MAX_KEPT = 12;

/** The first name that is free: A, B, …, Z, A2, B2, … */
export function freeName(kept: readonly Kept[]): string {
  const taken = new Set(kept.map(({ name }) => name));
  for (let i = 0; ; i++) {
    const letter = String.fromCharCode(65 + (i % 26));
    const name = i < 26 ? letter : `${letter}${Math.floor(i / 26) + 1}`;
    if (!taken.has(name)) return name;
  }
}

/** With one more; the name made unique. */
export function withKept(kept: readonly Kept[], predicate: Predicate, name: string): Kept[] {
  const id = Math.max(0, ...kept.map((each) => each.id)) + 1;
  return [...kept, { id, name: unique(kept, name), predicate }];
}

/** With another name for one; an empty name changes nothing. */
export function renamed(kept: readonly Kept[], id: number, name: string): Kept[] {
  const others = kept.filter((each) => each.id !== id);
  return kept.map((each) =>
    each.id === id && name.trim() !== '' ? { ...each, name: unique(others, name) } : each,
  );
}

export function without(kept: readonly Kept[], id: number): Kept[] {
  return kept.filter((each) => each.id !== id);
}

function unique(others: readonly Kept[], wished: string): string {
  const name = wished.trim() || freeName(others);
  const taken = new Set([CURRENT, ...others.map((each) => each.name)]);
  let result = name;
  for (let i = 2; taken.has(result); i++) result = `${name} ${i}`;
  return result;
}

/** The list as a text to store. */
export function toStored(kept: readonly Kept[]): string {
  return JSON.stringify(
    kept.map(({ name, predicate }) => [name, base64Encode(toBinary(PredicateSchema, predicate))]),
  );
}

/** The list of a stored text; what cannot be read is left out. */
export function fromStored(text: string | undefined): Kept[] {
  if (text === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return [];
    return parsed.reduce<Kept[]>((kept, each: unknown) => {
      const one = oneOf(each);
      return one && kept.length < MAX_KEPT ? withKept(kept, one.predicate, one.name) : kept;
    }, []);
  } catch {
    return [];
  }
}

function oneOf(each: unknown): { name: string; predicate: Predicate } | undefined {
  if (!Array.isArray(each)) return undefined;
  const [name, data]: unknown[] = each;
  if (typeof name !== 'string' || typeof data !== 'string') return undefined;
  try {
    return { name, predicate: fromBinary(PredicateSchema, base64Decode(data)) };
  } catch {
    return undefined;
  }
}
