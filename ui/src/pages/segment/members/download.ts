import type { ListMembersResponse } from '../../../api/insightWords';
import type { Timestamp } from '../../../api/wire';
import { BYTE_ORDER_MARK, lines } from './csv';

/** More would not fit a browser's memory well: the command line writes as many as there are. */
export const MAX_ROWS = 1_000_000;

/** How a download stands. */
export interface Progress {
  readonly rows: number;
  /** As many as there will be. */
  readonly of: number;
}

/** A page of members: `pageToken` is empty for the first one, and every other one names its instant. */
export type AskPage = (
  page: { readonly pageToken: string; readonly asOf: Timestamp | undefined },
  signal: AbortSignal,
) => Promise<ListMembersResponse>;

/**
 * The members of a segment as the parts of a CSV file with a heading, asked page by page, all as of the instant that the
 * first page told, up to a limit. Rejects when it is given up.
 */
export async function csvOf(
  attributes: readonly string[],
  asOf: Timestamp | undefined,
  ask: AskPage,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
  limit = MAX_ROWS,
): Promise<string[]> {
  const parts = [BYTE_ORDER_MARK + lines([['customer_id', ...attributes]])];
  let rows = 0;
  let next: { pageToken: string; asOf: Timestamp | undefined } = { pageToken: '', asOf };
  do {
    const page = await ask(next, signal);
    signal.throwIfAborted();
    const members = page.members.slice(0, limit - rows);
    parts.push(lines(members.map(({ customerId, values }) => [customerId, ...values])));
    rows += members.length;
    tell({ rows, of: Math.min(Number(page.count), limit) });
    next = { pageToken: page.nextPageToken, asOf: page.asOf };
  } while (next.pageToken !== '' && rows < limit);
  return parts;
}

/** Gives the browser a file to keep. */
export function save(parts: readonly string[], name: string): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by the next turn; without this it would be kept as long as the page.
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
