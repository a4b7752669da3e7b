import { segments } from './client';
import type { Predicate, Timestamp } from './wire';

/** The tree of a segment's text, as the server reads it; fails as its refusal does. */
export async function predicateOf(
  text: string,
  about: { readonly workspace: string; readonly asOf: Timestamp | undefined },
  signal?: AbortSignal,
): Promise<Predicate> {
  const segment = { case: 'expression', value: text } as const;
  const { predicate } = await segments.preview({ ...about, segment }, { signal });
  if (!predicate) throw new Error('an answer without a predicate');
  return predicate;
}
