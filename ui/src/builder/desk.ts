import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Fault } from '../api/problem';
import { type Behaviour, type Field, type Predicate, ValueType } from '../api/wire';
import type { Edit } from '../model/edits';
import type { Numbers } from '../model/outgoing';
import { group, type Group, type NodeId } from '../model/tree';
import type { Option } from '../shared/Combobox';

/** An attribute or property that a condition may be about. */
export interface NamedField {
  readonly field: Field;
  readonly name: string;
  readonly type: ValueType;
  /** How many have it, as shown beside the name. */
  readonly detail: string;
}

/** What is kept under a name and stands for its customers. */
export interface Saved {
  readonly kind: 'inSegment' | 'inList';
  readonly name: string;
  /** As shown beside the name: tags, or how many customers. */
  readonly detail: string;
}

/** What conditions may speak of: a customer's attributes and behaviours, or one event's properties. */
export interface Scope {
  readonly fields: readonly NamedField[];
  /** None where conditions are about one event. */
  readonly behaviours: readonly Behaviour[];
  /** What conditions are about, for headings. */
  readonly about: 'customers' | 'events';
  values(name: string, containing: string, signal: AbortSignal): Promise<readonly Option[]>;
  /** Saved segments and static lists whose names contain a text; none where conditions are about one event. */
  saved(containing: string, signal: AbortSignal): Promise<readonly Saved[]>;
  /** The scope of conditions on events of these behaviours. */
  within(behaviours: readonly string[]): Scope;
}

/** Which control of a node takes the focus. */
export type Part = 'picker' | 'mode' | 'menu' | 'add' | 'mute' | 'value' | 'step' | 'within';

/** What every part of the builder needs, however deep it stands. */
export interface Desk {
  readonly tree: Group;
  readonly scope: Scope;
  readonly population: bigint;
  /** The numbers shown belong to an older question, and have for longer than one notices. */
  readonly stale: boolean;
  edit(edit: Edit, merge?: string): void;
  numbers(id: NodeId): Numbers | undefined;
  faults(id: NodeId): readonly Fault[];
  focus(id: NodeId, part: Part): void;
  /** Reads a text; only where nodes have a text of their own. */
  readonly parse?: (text: string) => Promise<Predicate>;
}

const NO_SCOPE: Scope = {
  fields: [],
  behaviours: [],
  about: 'customers',
  values: async () => [],
  saved: async () => [],
  within: () => NO_SCOPE,
};

export const DeskContext = createContext<Desk>({
  tree: group('all'),
  scope: NO_SCOPE,
  population: 0n,
  stale: false,
  edit: () => undefined,
  numbers: () => undefined,
  faults: () => [],
  focus: () => undefined,
});

export function useDesk(): Desk {
  return useContext(DeskContext);
}
