import type { Predicate } from '../api/wire';
import { fromPredicate, toPredicate } from '../model/convert';
import { edited } from '../model/edits';
import { group, type Group } from '../model/tree';
import { DeskContext, type Scope, useDesk } from './desk';
import { GroupView } from './GroupView';

// A condition inside `where` lives in its clause as a predicate. The tree that was edited is kept
// beside it, so that nodes keep their names, and the focus its place, from one edit to the next.
const trees = new WeakMap<Predicate, Group>();

/** Keeps the tree that a predicate was made of. */
export function remembered(tree: Group, predicate: Predicate): Predicate {
  trees.set(predicate, tree);
  return predicate;
}

function treeOf(where: Predicate): Group {
  const known = trees.get(where);
  if (known) return known;
  const node = fromPredicate(where);
  const tree = node.kind === 'group' ? node : group('all', [node]);
  trees.set(where, tree);
  return tree;
}

interface Props {
  readonly where: Predicate;
  readonly scope: Scope;
  /** Without a predicate: no condition is left. */
  readonly onChange: (where: Predicate | undefined, merge?: string) => void;
}

/** Conditions on one and the same event, nested as those on customers are. */
export function WhereForm({ where, scope, onChange }: Props) {
  const outer = useDesk();
  const tree = treeOf(where);
  return (
    <div class="step where" role="group" aria-label="Conditions on the event">
      <DeskContext.Provider
        value={{
          ...outer,
          tree,
          scope,
          numbers: () => undefined,
          faults: () => [],
          parse: undefined,
          edit: (edit, merge) => {
            const next = edited(tree, edit);
            if (next === tree) return;
            if (next.children.length === 0) onChange(undefined);
            else onChange(remembered(next, toPredicate(next)), merge);
          },
        }}
      >
        <GroupView group={tree} word="where" />
      </DeskContext.Provider>
    </div>
  );
}
