import {
  fromBinary,
  PredicateSchema,
  type Timestamp,
  timestampDate,
  timestampFromDate,
  toBinary,
} from '../api/wire';
import { fromPredicate, toPredicate } from './convert';
import type { Model } from './state';
import { group, type Group, type Node, nodes } from './tree';

// The model as the part of the address behind `#`: `s` the tree, `m` the muted nodes by their place
// in reading order, `at` the instant, `w` the workspace. A link may also bring a text: `q`.

/** The part of the address behind `#`; empty for an empty page. */
export function toHash(model: Model): string {
  const parts: string[] = [];
  if (model.tree.children.length > 0 || model.tree.mode !== 'all' || model.tree.negated) {
    parts.push(`s=${base64(toBinary(PredicateSchema, toPredicate(model.tree)))}`);
  }
  const muted = [...nodes(model.tree)].flatMap((node, i) => (node.muted ? [i] : []));
  if (muted.length > 0) parts.push(`m=${muted.join('.')}`);
  if (model.asOf) parts.push(`at=${instantText(model.asOf)}`);
  if (model.workspace) parts.push(`w=${encodeURIComponent(model.workspace)}`);
  return parts.join('&');
}

/** The model of an address; what cannot be read is left out. */
export function fromHash(hash: string): Model {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    tree: treeOf(given.get('s'), given.get('m')),
    asOf: instantOf(given.get('at')),
    workspace: given.get('w') ?? '',
  };
}

/** The text that a link brings in place of a tree. */
export function textOf(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('q') ?? undefined;
}

/** An instant as it stands in an address and in fields: without zeros that say nothing. */
export function instantText(instant: Timestamp): string {
  return timestampDate(instant)
    .toISOString()
    .replace(/(:00)?\.000Z$/, 'Z');
}

/** An instant from its text; undefined for none and for what is no instant. */
export function instantOf(text: string | null): Timestamp | undefined {
  const date = text ? new Date(text) : undefined;
  return date && !Number.isNaN(date.getTime()) ? timestampFromDate(date) : undefined;
}

function treeOf(encoded: string | null, muted: string | null): Group {
  if (!encoded) return group('all');
  try {
    const node = fromPredicate(fromBinary(PredicateSchema, bytes(encoded)));
    const root = node.kind === 'group' ? node : group('all', [node]);
    return mutedAt(root, new Set((muted ?? '').split('.').filter(Boolean).map(Number)));
  } catch {
    return group('all'); // A shortened link: an empty page says more than an error.
  }
}

function mutedAt(root: Group, places: ReadonlySet<number>): Group {
  let at = 0;
  const walk = (node: Node): Node => {
    const muted = places.has(at++);
    return node.kind === 'clause'
      ? { ...node, muted }
      : { ...node, muted, children: node.children.map(walk) };
  };
  return walk(root) as Group;
}

function base64(data: Uint8Array): string {
  const binary = Array.from(data, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytes(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
