import { create, type Predicate, PredicateSchema } from '../api/wire';

/** A node's name for as long as the page is open; it survives edits, moves and undo. */
export type NodeId = number;

/** How the parts of a group combine. */
export type Mode = 'all' | 'any' | 'atLeast' | 'atMost' | 'exactly';

/** Some conditions that combine. "None of" is `any`, negated. */
export interface Group {
  readonly kind: 'group';
  readonly id: NodeId;
  readonly mode: Mode;
  /** How many for `atLeast`, `atMost` and `exactly`; kept while another mode is chosen. */
  readonly count: number;
  readonly negated: boolean;
  readonly muted: boolean;
  readonly children: readonly Node[];
}

/** One condition. */
export interface Clause {
  readonly kind: 'clause';
  readonly id: NodeId;
  /** Never `and`, `or`, `not` or `quantified`; without a kind while nothing is chosen yet. */
  readonly predicate: Predicate;
  readonly negated: boolean;
  /** Stays on the page, is left out of what is counted. */
  readonly muted: boolean;
}

export type Node = Group | Clause;

let lastId = 0;

/** A name no node has had. */
export function freshId(): NodeId {
  return ++lastId;
}

export function group(
  mode: Mode,
  children: readonly Node[] = [],
  more: Partial<Group> = {},
): Group {
  const plain = { count: 1, negated: false, muted: false };
  return { kind: 'group', id: freshId(), mode, children, ...plain, ...more };
}

export function clause(predicate: Predicate, more: Partial<Clause> = {}): Clause {
  return { kind: 'clause', id: freshId(), predicate, negated: false, muted: false, ...more };
}

/** A condition about which nothing is known yet. */
export function blank(): Clause {
  return clause(create(PredicateSchema));
}

/** Whether nothing has been chosen yet. */
export function isBlank(node: Node): boolean {
  return node.kind === 'clause' && node.predicate.kind.case === undefined;
}

/** The node of this name in the tree. */
export function find(tree: Node, id: NodeId): Node | undefined {
  if (tree.id === id) return tree;
  if (tree.kind === 'clause') return undefined;
  for (const child of tree.children) {
    const found = find(child, id);
    if (found) return found;
  }
  return undefined;
}

/** The group that holds the node of this name. */
export function parentOf(tree: Group, id: NodeId): Group | undefined {
  for (const child of tree.children) {
    if (child.id === id) return tree;
    const found = child.kind === 'group' ? parentOf(child, id) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Whether the node of this name stands at or below the other. */
export function isWithin(tree: Group, id: NodeId, around: NodeId): boolean {
  const outer = find(tree, around);
  return outer !== undefined && find(outer, id) !== undefined;
}

/** The tree with one node changed; all others stay the same objects. */
export function updated(tree: Group, id: NodeId, change: (node: Node) => Node): Group {
  const walk = (node: Node): Node => {
    if (node.id === id) return change(node);
    if (node.kind === 'clause') return node;
    const children = node.children.map(walk);
    return children.every((child, i) => child === node.children[i]) ? node : { ...node, children };
  };
  const root = walk(tree);
  return root.kind === 'group' ? root : tree;
}

/** The tree with one group changed. */
export function updatedGroup(tree: Group, id: NodeId, change: (group: Group) => Group): Group {
  return updated(tree, id, (node) => (node.kind === 'group' ? change(node) : node));
}

/** Every node, a group before its children. */
export function* nodes(tree: Node): Generator<Node> {
  yield tree;
  if (tree.kind === 'group') for (const child of tree.children) yield* nodes(child);
}

/** The same content under new names. */
export function copied(node: Node): Node {
  return node.kind === 'clause'
    ? { ...node, id: freshId() }
    : { ...node, id: freshId(), children: node.children.map(copied) };
}

/** A tree that was read from a text, with what is muted in the old one, which no text shows. */
export function withMuted(read: Group, old: Group): Group {
  const muted = old.children.filter((child) => child.muted);
  if (muted.length === 0) return read;
  return read.mode === 'all' && !read.negated
    ? { ...read, children: [...read.children, ...muted] }
    : group('all', [read, ...muted]);
}
