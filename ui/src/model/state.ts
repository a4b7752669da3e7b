import type { Timestamp } from '../api/wire';
import { type Edit, edited, narrowed } from './edits';
import { type Group, group, type Node } from './tree';

/** What the page is about; all of it stands in its address. Immutable. */
export interface Model {
  readonly tree: Group;
  /** The instant asked about; undefined for now. */
  readonly asOf: Timestamp | undefined;
  /** Empty for the default one. */
  readonly workspace: string;
}

/** The model with what came before it and what was undone. */
export interface History {
  readonly past: readonly Model[];
  readonly present: Model;
  readonly future: readonly Model[];
  /** Changes with the same key in a row are one step: somebody is typing. */
  readonly merging: string | undefined;
}

export type Action =
  | { readonly type: 'edit'; readonly edit: Edit; readonly merge?: string }
  | { readonly type: 'narrow'; readonly node: Node }
  | { readonly type: 'open'; readonly tree: Group; readonly merge?: string }
  | { readonly type: 'asOf'; readonly asOf: Timestamp | undefined }
  | { readonly type: 'restore'; readonly model: Model }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' };

const MAX_STEPS = 200;

export function emptyModel(): Model {
  return { tree: group('all'), asOf: undefined, workspace: '' };
}

export function begin(present: Model): History {
  return { past: [], present, future: [], merging: undefined };
}

export function reduce(history: History, action: Action): History {
  const { past, present, future } = history;
  switch (action.type) {
    case 'edit':
      return step(history, withTree(present, edited(present.tree, action.edit)), action.merge);
    case 'narrow':
      return step(history, withTree(present, narrowed(present.tree, action.node)));
    case 'open':
      return step(history, withTree(present, action.tree), action.merge);
    case 'asOf':
      return step(history, { ...present, asOf: action.asOf });
    case 'restore':
      return step(history, action.model);
    case 'undo': {
      const before = past.at(-1);
      if (!before) return history;
      return {
        past: past.slice(0, -1),
        present: before,
        future: [present, ...future],
        merging: undefined,
      };
    }
    case 'redo': {
      const [after, ...rest] = future;
      if (!after) return history;
      return { past: [...past, present], present: after, future: rest, merging: undefined };
    }
  }
}

function withTree(model: Model, tree: Group): Model {
  return tree === model.tree ? model : { ...model, tree };
}

function step(history: History, present: Model, merge?: string): History {
  if (present === history.present) return history;
  const merged = merge !== undefined && merge === history.merging;
  return {
    past: merged ? history.past : [...history.past, history.present].slice(-MAX_STEPS),
    present,
    future: [],
    merging: merge,
  };
}
