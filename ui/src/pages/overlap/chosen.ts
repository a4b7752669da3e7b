import type { Predicate } from '../../api/wire';
import { CURRENT, type Kept } from '../../overlaps/kept';
import { inSegment } from '../inSegment';

/** So many segments are compared at once. */
export const MAX_CHOSEN = 500;
/** So many of them are chosen before anybody has chosen. */
const FIRST = 6;

/** A segment that can be compared with others. */
export interface Choice {
  /** Unique, and the same on every visit. */
  readonly key: string;
  /** Unique. */
  readonly name: string;
  readonly kind: 'saved' | 'kept';
  readonly predicate: Predicate;
}

/** The saved segments, then what was kept in the builder. */
export function choicesOf(saved: readonly string[], kept: readonly Kept[]): Choice[] {
  const taken = new Set(saved);
  return [
    ...saved.map((name) => ({
      key: `saved ${name}`,
      name,
      kind: 'saved' as const,
      predicate: inSegment(name),
    })),
    ...kept.map(({ name, predicate }) => ({
      key: `kept ${name}`,
      name: taken.has(name) || name === CURRENT ? `${name} (kept)` : name,
      kind: 'kept' as const,
      predicate,
    })),
  ];
}

/** The choices that a stored text names; the first few if there is no such text. */
export function chosenOf(choices: readonly Choice[], stored: string | undefined): Choice[] {
  const keys = keysOf(stored);
  const found = keys ? choices.filter(({ key }) => keys.has(key)) : choices.slice(0, FIRST);
  return found.slice(0, MAX_CHOSEN);
}

/** What is stored for some choices. */
export function toStored(chosen: readonly Choice[]): string {
  return JSON.stringify(chosen.map(({ key }) => key));
}

function keysOf(stored: string | undefined): ReadonlySet<unknown> | undefined {
  if (stored === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(stored);
    return Array.isArray(parsed) ? new Set(parsed) : undefined;
  } catch {
    return undefined;
  }
}

/** With one more, or without it if it was there; in the order of all choices. */
export function toggled(
  choices: readonly Choice[],
  chosen: readonly Choice[],
  one: Choice,
): Choice[] {
  const keys = new Set(chosen.map(({ key }) => key));
  if (!keys.delete(one.key)) keys.add(one.key);
  return choices.filter(({ key }) => keys.has(key)).slice(0, MAX_CHOSEN);
}

/** The choices whose name contains a text, in whatever case. */
export function matching(choices: readonly Choice[], text: string): Choice[] {
  const wanted = text.trim().toLocaleLowerCase();
  return choices.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
}
