import {
  type GetCatalogResponse,
  type SampleMembersResponse_AttributeValue as AttributeValue,
  type SampleMembersResponse_MatchedEvent as MatchedEvent,
  type Timestamp,
  timestampDate,
  timestampFromDate,
  ValueType,
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
    .map((all) => ({ node: all[0]?.node ?? [], events: all, found: foundBy(all) }))
    .sort((a, b) => compared(a.node, b.node));
}

/** Several clauses inside one saved segment have a number each: what is shown is not more than what was found. */
function foundBy(events: readonly MatchedEvent[]): bigint {
  return events.reduce((most, { found }) => (found > most ? found : most), BigInt(events.length));
}

function compared(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((step, i) => step !== b[i]);
  return at < 0 ? a.length - b.length : (a[at] ?? -1) - (b[at] ?? -1);
}

/** One of a customer's values. */
export interface Shown {
  readonly name: string;
  readonly value: string;
  /** Whether the segment asks about it. */
  readonly asked: boolean;
}

/** A customer's values, those first that the segment asks about, then in the order of the answer. */
export function attributesOf(
  attributes: readonly AttributeValue[],
  asked: ReadonlySet<string>,
  catalog: GetCatalogResponse | undefined,
): Shown[] {
  const types = new Map(catalog?.attributes.map(({ name, type }) => [name, type]));
  const when = clock(catalog);
  return attributes
    .map(({ name, value }) => ({
      name,
      value: told(value, types.get(name), when),
      asked: asked.has(name),
    }))
    .sort((a, b) => Number(b.asked) - Number(a.asked));
}

function told(value: string, type: ValueType | undefined, when: (at: Timestamp) => string): string {
  if (type === ValueType.SET) return value.replaceAll('|', ', ');
  const date = type === ValueType.INSTANT ? new Date(value) : undefined;
  return date && !Number.isNaN(date.getTime()) ? when(timestampFromDate(date)) : value;
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
