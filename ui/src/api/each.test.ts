import { Code, ConnectError } from '@connectrpc/connect';
import { beforeEach, expect, test } from 'vitest';
import { type Answers, Each } from './each';

interface Call {
  readonly key: string;
  readonly signal: AbortSignal;
  answer(value: string): void;
  fail(reason: unknown): void;
}

let calls: Call[];
let told: Answers<string>[];
let each: Each<string>;
const settle = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  calls = [];
  told = [];
  each = new Each(
    (key, signal) => new Promise((answer, fail) => calls.push({ key, signal, answer, fail })),
    (answers) => told.push(answers),
  );
});

test('each is asked once, two at a time, in the order in which they are wanted', async () => {
  each.want(['a', 'b', 'c']);
  each.want(['c', 'b', 'd']);
  expect(calls.map(({ key }) => key)).toEqual(['a', 'b']);
  calls[1]?.answer('B');
  await settle();
  expect(calls.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  expect(told.at(-1)).toEqual({ values: new Map([['b', 'B']]), problem: undefined, waiting: true });
  calls[0]?.answer('A');
  calls[2]?.answer('C');
  await settle();
  calls[3]?.answer('D');
  await settle();
  expect(told.at(-1)?.values.size).toBe(4);
  expect(told.at(-1)?.waiting).toBe(false);
});

test('after a refusal nothing more is asked, and what is known stays', async () => {
  each.want(['a', 'b', 'c']);
  calls[0]?.answer('A');
  await settle();
  calls[1]?.fail(new ConnectError('no such attribute', Code.InvalidArgument));
  calls[2]?.answer('C');
  await settle();
  expect([...(told.at(-1)?.values.keys() ?? [])]).toEqual(['a', 'c']);
  expect(told.at(-1)?.problem?.message).toBe('no such attribute');
  each.want(['d']);
  await settle();
  expect(calls).toHaveLength(3);
});

test('closed, it tells nothing', async () => {
  each.want(['a', 'b', 'c']);
  each.close();
  expect(calls[0]?.signal.aborted).toBe(true);
  calls[0]?.answer('late');
  calls[1]?.fail(new ConnectError('cancelled', Code.Canceled));
  await settle();
  expect(told).toEqual([]);
  expect(calls).toHaveLength(2);
});
