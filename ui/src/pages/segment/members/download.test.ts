import { expect, test } from 'vitest';
import { ListMembersResponseSchema } from '../../../api/insightWords';
import { create, timestampFromDate } from '../../../api/wire';
import { type AskPage, csvOf, type Progress } from './download';

const FIRST = timestampFromDate(new Date('2026-06-17T12:00:00Z'));
const never = new AbortController().signal;

/** Pages of so many rows each, of `total` members. */
function server(total: number, pageSize: number) {
  const asked: { pageToken: string; asOf: unknown }[] = [];
  const ask: AskPage = async (page) => {
    asked.push(page);
    const from = Number(page.pageToken || 0);
    const size = Math.min(pageSize, total - from);
    return create(ListMembersResponseSchema, {
      count: BigInt(total),
      asOf: FIRST,
      members: Array.from({ length: size }, (_, i) => ({
        customerId: `c${from + i}`,
        values: ['GB'],
      })),
      nextPageToken: from + size < total ? String(from + size) : '',
    });
  };
  return { ask, asked };
}

test('all pages become one file, all of the instant that the first one told', async () => {
  const { ask, asked } = server(5, 2);
  const told: Progress[] = [];
  const parts = await csvOf(['country'], undefined, ask, (progress) => told.push(progress), never);
  expect(parts.join('')).toBe(
    '\uFEFFcustomer_id,country\r\nc0,GB\r\nc1,GB\r\nc2,GB\r\nc3,GB\r\nc4,GB\r\n',
  );
  expect(told).toEqual([
    { rows: 2, of: 5 },
    { rows: 4, of: 5 },
    { rows: 5, of: 5 },
  ]);
  expect(asked.map(({ pageToken }) => pageToken)).toEqual(['', '2', '4']);
  expect(asked.map(({ asOf }) => asOf)).toEqual([undefined, FIRST, FIRST]);
});

test('nobody is a file with a heading', async () => {
  const parts = await csvOf(['-x'], FIRST, server(0, 2).ask, () => undefined, never);
  expect(parts.join('')).toBe("\uFEFFcustomer_id,'-x\r\n");
});

test('it ends with the row that is the last to fit', async () => {
  const { ask, asked } = server(13, 4);
  const told: Progress[] = [];
  await csvOf([], undefined, ask, (progress) => told.push(progress), never, 10);
  expect(told.at(-1)).toEqual({ rows: 10, of: 10 });
  expect(asked).toHaveLength(3);
});

test('given up, it asks no further', async () => {
  const { ask, asked } = server(10, 2);
  const control = new AbortController();
  const running = csvOf([], undefined, ask, () => control.abort(), control.signal);
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(asked.length).toBeLessThanOrEqual(2);
});
