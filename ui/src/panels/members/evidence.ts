import {
  type GetCatalogResponse,
  type SampleMembersResponse_AttributeValue as AttributeValue,
  type SampleMembersResponse_MatchedEvent as MatchedEvent,
  type Timestamp,
  timestampDate,
} from '../../api/wire';

/** What one clause has found of one customer. */
export interface Evidence {
  /** The clause: numbers of children from the root down. */
  readonly node: readonly number[];
  /** The newest few. */
  readonly events: readonly MatchedEvent[];
  /** How many in all. */
  readonly found: bigint;
}

/** Matched events by clause, in the order of the tree. */
export function evidenceOf(events: readonly MatchedEvent[]): Evidence[] {
  const clauses = new Map<string, MatchedEvent[]>();
  for (const event of events) {
    const key = event.node.join('.');
    clauses.set(key, [...(clauses.get(key) ?? []), event]);
  }
  return [...clauses.values()]
    .map((all) => ({ node: all[0]?.node ?? [], events: all, found: all[0]?.found ?? 0n }))
    .sort((a, b) => compared(a.node, b.node));
}

function compared(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((step, i) => step !== b[i]);
  return at < 0 ? a.length - b.length : (a[at] ?? -1) - (b[at] ?? -1);
}

/** A customer's values, those first that the segment asks about, then as the catalogue lists them. */
export function attributesOf(
  attributes: readonly AttributeValue[],
  asked: ReadonlySet<string>,
): { readonly name: string; readonly value: string; readonly asked: boolean }[] {
  return attributes
    .map(({ name, value }) => ({
      name,
      value: value.replaceAll('|', ', '),
      asked: asked.has(name),
    }))
    .sort((a, b) => Number(b.asked) - Number(a.asked));
}

/** When, in the workspace's time zone: 26 Nov 2026, 14:05. */
export function clock(catalog: GetCatalogResponse | undefined): (at: Timestamp) => string {
  const format = formatOf(catalog?.settings?.timeZone || 'UTC');
  return (at) => format.format(timestampDate(at));
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...style, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...style, timeZone: 'UTC' });
  }
}
