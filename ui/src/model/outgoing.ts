import {
  create,
  type Predicate,
  PredicateSchema,
  type PreviewNode,
  type PreviewResponse,
} from '../api/wire';
import type { Fault } from '../api/problem';
import { combined, negatedIf } from './convert';
import { tidy } from './tidy';
import type { Group, Node, NodeId } from './tree';

/** Which nodes of the page stand at one place of what was sent, and at the places below it. */
export interface Place {
  readonly ids: readonly NodeId[];
  readonly children: readonly Place[];
}

/** What is asked of the server, and where each node of the page stands in it. */
export interface Outgoing {
  readonly predicate: Predicate;
  readonly place: Place;
}

/** What is known of one node. */
export interface Numbers {
  readonly count: bigint;
  readonly without: bigint;
  /** Left out for lack of a value. */
  readonly unknown: bigint;
  readonly expression: string;
}

/**
 * The tree as it is asked: without muted and unfinished parts, groups of one part as that part, and
 * groups inside a group of the same kind spread into it, which the server would do anyway.
 */
export function outgoing(tree: Group): Outgoing {
  const everyone = create(PredicateSchema, { kind: { case: 'everyone', value: {} } });
  return asked(tree) ?? { predicate: everyone, place: { ids: [tree.id], children: [] } };
}

function asked(node: Node): Outgoing | undefined {
  if (node.muted) return undefined;
  if (node.kind === 'clause') {
    const predicate = tidy(node.predicate);
    return predicate && placed(node, predicate, { ids: [], children: [] });
  }
  const parts = node.children.flatMap((child) => asked(child) ?? []);
  const [only] = parts;
  if (!only) return undefined;
  const plain = node.mode === 'all' || node.mode === 'any';
  if (plain && parts.length === 1) return placed(node, only.predicate, only.place);
  const spread = plain ? parts.flatMap((part) => spreadInto(node.mode, part)) : parts;
  const predicate = combined(
    { ...node, negated: false },
    spread.map((part) => part.predicate),
  );
  return placed(node, predicate, { ids: [], children: spread.map((part) => part.place) });
}

/** Adds a node's name at its place; a negated one stands one place above what it negates. */
function placed(node: Node, predicate: Predicate, place: Place): Outgoing {
  return node.negated
    ? { predicate: negatedIf(true, predicate), place: { ids: [node.id], children: [place] } }
    : { predicate, place: { ...place, ids: [node.id, ...place.ids] } };
}

function spreadInto(mode: Group['mode'], part: Outgoing): Outgoing[] {
  const { kind } = part.predicate;
  if (kind.case !== (mode === 'all' ? 'and' : 'or')) return [part];
  return kind.value.terms.flatMap((predicate, i) => {
    const place = part.place.children[i];
    return place ? [{ predicate, place }] : [];
  });
}

/** What the answer says of each node of the page. */
export function numbersOf(place: Place, answer: PreviewResponse): ReadonlyMap<NodeId, Numbers> {
  const numbers = new Map<NodeId, Numbers>();
  const walk = (here: Place, node: PreviewNode) => {
    const { count, without, expression } = node;
    const unknown = node.unknown ?? unknownBelow(here, node);
    for (const id of here.ids) numbers.set(id, { count, without, unknown, expression });
    // Should the server see the tree otherwise, no number is better than a wrong one.
    if (here.children.length === node.children.length) {
      here.children.forEach((child, i) => walk(child, node.children[i] as PreviewNode));
    }
  };
  if (answer.root) walk(place, answer.root);
  return numbers;
}

/** A negated clause has no value of its own; the clause in it has. */
function unknownBelow(place: Place, node: PreviewNode): bigint {
  const [only] = node.children;
  return place.children.length === 1 && place.children[0]?.ids.length === 0
    ? (only?.unknown ?? 0n)
    : 0n;
}

/** The innermost node of the page at a place: the numbers of children from the root down. */
export function nodeAt(place: Place, path: readonly number[]): NodeId | undefined {
  let here = place;
  let found = here.ids.at(-1);
  for (const step of path) {
    const next = here.children[step];
    if (!next) break;
    here = next;
    found = here.ids.at(-1) ?? found;
  }
  return found;
}

const STEP = /^(?:(?:and|or|quantified)\.terms\[(\d+)\]|not\.(term))(?:\.|$)/;

/** The node of the page that a fault is about: `predicate.and.terms[1].compares.literal`. */
export function nodeOfFault(place: Place, fault: Fault): NodeId | undefined {
  if (!fault.place.startsWith('predicate')) return undefined;
  let rest = fault.place.slice('predicate.'.length);
  const path: number[] = [];
  for (let step = STEP.exec(rest); step; step = STEP.exec(rest)) {
    path.push(Number(step[1] ?? 0));
    rest = rest.slice(step[0].length);
  }
  return nodeAt(place, path);
}
