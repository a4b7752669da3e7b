import {
  blank,
  copied,
  find,
  type Group,
  group,
  isWithin,
  type Mode,
  type Node,
  type NodeId,
  parentOf,
  updated,
  updatedGroup,
} from './tree';
import type { Predicate } from '../api/wire';

/** One change of a tree. Nodes that are added bring their own names, so that the page can find them. */
export type Edit =
  | { readonly do: 'predicate'; readonly id: NodeId; readonly predicate: Predicate }
  | { readonly do: 'group'; readonly id: NodeId; readonly mode: Mode; readonly negated: boolean }
  | { readonly do: 'count'; readonly id: NodeId; readonly count: number }
  | { readonly do: 'negate'; readonly id: NodeId }
  | { readonly do: 'mute'; readonly id: NodeId }
  | { readonly do: 'add'; readonly to: NodeId; readonly node: Node; readonly at?: number }
  | { readonly do: 'remove'; readonly id: NodeId }
  | { readonly do: 'duplicate'; readonly id: NodeId; readonly copy: Node }
  | { readonly do: 'replace'; readonly id: NodeId; readonly node: Node }
  | { readonly do: 'wrap'; readonly id: NodeId; readonly around: Group }
  | { readonly do: 'move'; readonly id: NodeId; readonly where: Direction }
  | { readonly do: 'moveTo'; readonly id: NodeId; readonly to: NodeId; readonly at: number };

/** A move by keyboard: past a neighbour, into the group beside, out of the group around. */
export type Direction = 'up' | 'down' | 'in' | 'out';

/** The tree after a change; the very same tree where the change does nothing. */
export function edited(tree: Group, edit: Edit): Group {
  switch (edit.do) {
    case 'predicate':
      return updated(tree, edit.id, (node) =>
        node.kind === 'clause' ? { ...node, predicate: edit.predicate } : node,
      );
    case 'group':
      return updatedGroup(tree, edit.id, (node) => {
        const { mode, negated } = edit;
        return { ...node, mode, negated };
      });
    case 'count':
      return updatedGroup(tree, edit.id, (node) => ({ ...node, count: edit.count }));
    case 'negate':
      return updated(tree, edit.id, (node) => ({ ...node, negated: !node.negated }));
    case 'mute':
      return updated(tree, edit.id, (node) => ({ ...node, muted: !node.muted }));
    case 'add':
      return inserted(tree, edit.to, edit.at, edit.node);
    case 'remove':
      return removed(tree, edit.id);
    case 'duplicate': {
      const parent = parentOf(tree, edit.id);
      return parent ? inserted(tree, parent.id, place(parent, edit.id) + 1, edit.copy) : tree;
    }
    case 'replace':
      return edit.id === tree.id
        ? edit.node.kind === 'group'
          ? edit.node
          : { ...group('all', [edit.node]), id: tree.id }
        : updated(tree, edit.id, (node) => ({ ...edit.node, muted: node.muted }));
    case 'wrap':
      return edit.id === tree.id
        ? { ...edit.around, children: [tree] }
        : updated(tree, edit.id, (node) => ({ ...edit.around, children: [node] }));
    case 'move':
      return moved(tree, edit.id, edit.where);
    case 'moveTo':
      return movedTo(tree, edit.id, edit.to, edit.at);
  }
}

/** Which of these moves a node can make. */
export function canMove(tree: Group, id: NodeId, where: Direction): boolean {
  return moved(tree, id, where) !== tree;
}

/** A copy to insert beside its original. */
export function copyOf(tree: Group, id: NodeId): Node {
  const node = find(tree, id);
  return node ? copied(node) : blank();
}

/**
 * The tree narrowed by one more condition: inside the whole where all must hold, else around it.
 */
export function narrowed(tree: Group, node: Node): Group {
  if (tree.mode === 'all' && !tree.negated) return inserted(tree, tree.id, undefined, node);
  return tree.children.length === 0 ? group('all', [node]) : group('all', [tree, node]);
}

/** Where the focus goes when a node is removed: the next one, the one before, else its group. */
export function neighbour(tree: Group, id: NodeId): NodeId {
  const parent = parentOf(tree, id);
  if (!parent) return tree.id;
  const at = place(parent, id);
  return (parent.children[at + 1] ?? parent.children[at - 1] ?? parent).id;
}

function place(parent: Group, id: NodeId): number {
  return parent.children.findIndex((child) => child.id === id);
}

function inserted(tree: Group, to: NodeId, at: number | undefined, node: Node): Group {
  return updatedGroup(tree, to, (target) => {
    const children = [...target.children];
    children.splice(at ?? children.length, 0, node);
    return { ...target, children };
  });
}

function removed(tree: Group, id: NodeId): Group {
  const parent = parentOf(tree, id);
  if (!parent) return tree;
  return updatedGroup(tree, parent.id, (target) => ({
    ...target,
    children: target.children.filter((child) => child.id !== id),
  }));
}

function moved(tree: Group, id: NodeId, where: Direction): Group {
  const parent = parentOf(tree, id);
  if (!parent) return tree;
  const at = place(parent, id);
  switch (where) {
    case 'up':
      return at > 0 ? movedTo(tree, id, parent.id, at - 1) : tree;
    case 'down':
      // Places count before the node is taken out, so behind the next one is two on.
      return at < parent.children.length - 1 ? movedTo(tree, id, parent.id, at + 2) : tree;
    case 'in': {
      const before = parent.children[at - 1];
      if (before?.kind === 'group') return movedTo(tree, id, before.id, before.children.length);
      const after = parent.children[at + 1];
      return after?.kind === 'group' ? movedTo(tree, id, after.id, 0) : tree;
    }
    case 'out': {
      const outer = parentOf(tree, parent.id);
      return outer ? movedTo(tree, id, outer.id, place(outer, parent.id) + 1) : tree;
    }
  }
}

/** Moves a node before the child that stands at `at` in its new group now. */
function movedTo(tree: Group, id: NodeId, to: NodeId, at: number): Group {
  const node = find(tree, id);
  const parent = parentOf(tree, id);
  if (!node || !parent || isWithin(tree, to, id)) return tree;
  const from = place(parent, id);
  const shifted = parent.id === to && from < at ? at - 1 : at;
  if (parent.id === to && shifted === from) return tree;
  return inserted(removed(tree, id), to, shifted, node);
}
