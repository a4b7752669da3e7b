import type { Predicate, PreviewNode } from '../api/wire';

/** The parts of a predicate that are nodes of their own. */
export function partsOf({ kind }: Predicate): readonly Predicate[] {
  switch (kind.case) {
    case 'and':
    case 'or':
    case 'quantified':
      return kind.value.terms;
    case 'not':
      return kind.value.term ? [kind.value.term] : [];
    default:
      return [];
  }
}

/** The predicate at the end of a path; undefined where the path leads nowhere. */
export function partAt(root: Predicate, path: readonly number[]): Predicate | undefined {
  return path.reduce<Predicate | undefined>(
    (node, step) => (node ? partsOf(node)[step] : undefined),
    root,
  );
}

/** The preview's node at the end of a path. */
export function nodeAt(root: PreviewNode, path: readonly number[]): PreviewNode | undefined {
  return path.reduce<PreviewNode | undefined>((node, step) => node?.children[step], root);
}
