import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Fault } from '../api/problem';
import type { Predicate } from '../api/wire';
import type { Edit } from '../model/edits';
import type { Numbers } from '../model/outgoing';
import type { Group, NodeId } from '../model/tree';
import { DeskContext, type Part, type Scope } from './desk';
import { GroupView } from './GroupView';
import './builder.css';

/** Where the focus goes once the page shows what was changed. */
export interface FocusWish {
  readonly id: NodeId;
  readonly part: Part;
}

interface Props {
  readonly tree: Group;
  readonly scope: Scope;
  readonly population: bigint;
  readonly stale: boolean;
  readonly numbers: ReadonlyMap<NodeId, Numbers>;
  readonly faults: ReadonlyMap<NodeId, readonly Fault[]>;
  readonly wish: { current: FocusWish | undefined };
  readonly edit: (edit: Edit, merge?: string) => void;
  readonly parse: (text: string) => Promise<Predicate>;
}

/** The segment as a tree of conditions, each with what it does. */
export function Builder(props: Props) {
  const { tree, scope, population, stale, numbers, faults, wish, edit, parse } = props;
  const root = useRef<HTMLDivElement>(null);

  // Without dependencies: the wished-for node may appear a change or two later.
  const grant = () => {
    if (!wish.current || !root.current) return;
    if (focusNode(root.current, wish.current)) wish.current = undefined;
  };
  useLayoutEffect(grant);

  return (
    <div class="builder" ref={root}>
      <div class="columns hint" aria-hidden="true">
        <span>customers</span>
        <span>total without it</span>
      </div>
      <DeskContext.Provider
        value={{
          tree,
          scope,
          population,
          stale,
          edit,
          parse,
          numbers: (id) => numbers.get(id),
          faults: (id) => faults.get(id) ?? [],
          focus: (id, part) => {
            wish.current = { id, part };
            // Should no change of the tree follow, as when a menu gives the focus back.
            requestAnimationFrame(grant);
          },
        }}
      >
        <GroupView group={tree} />
      </DeskContext.Provider>
    </div>
  );
}

const ORDER: readonly Part[] = ['picker', 'mode', 'menu', 'add'];

function focusNode(root: HTMLElement, { id, part }: FocusWish): boolean {
  const node = root.querySelector<HTMLElement>(`[data-node="${id}"]`);
  if (!node) return false;
  const control = [part, ...ORDER]
    .map((candidate) => [...node.querySelectorAll<HTMLElement>(`[data-part="${candidate}"]`)])
    // Of several windows the one that was just added; a node's own controls come before its children's.
    .map((found) => (part === 'within' ? found.at(-1) : found[0]))
    .find((element) => element !== undefined);
  control?.focus();
  // A new condition begins with a choice: the list of what there is.
  if (part === 'picker' && control instanceof HTMLInputElement && control.value === '')
    control.click();
  node.scrollIntoView({ block: 'nearest' });
  return true;
}
