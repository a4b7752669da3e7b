import type { GetCatalogResponse, Predicate, PreviewResponse, Timestamp } from '../api/wire';

/** What the page gives its side panels: what is built, what is known of it, and what they may do. */
export interface PanelProps {
  /** What is counted: the tree without muted and unfinished clauses; undefined while it is invalid. */
  readonly predicate: Predicate | undefined;
  /** The last answer; it may be older than `predicate` by one question. */
  readonly preview: PreviewResponse | undefined;
  /** Names, types, sizes; undefined until it is loaded. */
  readonly catalog: GetCatalogResponse | undefined;
  /** The instant asked about; undefined for now. */
  readonly asOf: Timestamp | undefined;
  /** Empty for the default one. */
  readonly workspace: string;
  /** Narrows the segment by one more clause, given as text or as a tree, and moves the focus to it. */
  addClause(clause: Predicate | string): void;
  /** Replaces what is built by another segment; one step of undo. */
  openPredicate(predicate: Predicate, name: string): void;
  /** Puts another condition in a clause's place, found as by {@link selectNode}; one step of undo. */
  replacePart(path: readonly number[], predicate: Predicate): void;
  /** Shows a clause: the numbers of children from the root of `predicate` down, as in warnings. */
  selectNode(path: readonly number[]): void;
}
