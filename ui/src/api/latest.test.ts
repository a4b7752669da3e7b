import { Code, ConnectError } from '@connectrpc/connect';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Latest, type Outcome, PATIENCE_MS } from './latest';

interface Call {
  readonly question: string;
  readonly signal: AbortSignal;
  answer(value: string): void;
  fail(reason: unknown): void;
}

let calls: Call[];
let told: Outcome<string, string>[];
let latest: Latest<string, string>;

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  told = [];
  latest = new Latest(
    (question, signal) =>
      new Promise((answer, fail) => calls.push({ question, signal, answer, fail })),
    (outcome) => told.push(outcome),
  );
});

afterEach(() => {
  vi.useRealTimers();
});

test('a newer question cancels the one before, and only its answer is told', async () => {
  latest.ask('a');
  latest.ask('b');
  expect(calls[0]?.signal.aborted).toBe(true);
  calls[1]?.answer('B');
  calls[0]?.answer('A');
  await vi.advanceTimersByTimeAsync(0);
  expect(told.map(({ answer }) => answer?.value)).toEqual(['B']);
  expect(told.at(-1)?.settled).toBe(true);
});

test('nothing is said of waiting before anybody would notice', async () => {
  latest.ask('a');
  await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(told.at(-1)?.waiting).toBe(true);
  calls[0]?.answer('A');
  await vi.advanceTimersByTimeAsync(0);
  expect(told.at(-1)).toMatchObject({ waiting: false, settled: true });
});

test('quick questions one after the other count as one wait', async () => {
  latest.ask('a');
  await vi.advanceTimersByTimeAsync(100);
  latest.ask('b');
  await vi.advanceTimersByTimeAsync(60);
  expect(told.at(-1)?.waiting).toBe(true);
});

test('the last answer stays when a question is refused', async () => {
  latest.ask('a');
  calls[0]?.answer('A');
  await vi.advanceTimersByTimeAsync(0);
  latest.ask('b');
  calls[1]?.fail(new ConnectError('unknown attribute', Code.InvalidArgument));
  await vi.advanceTimersByTimeAsync(0);
  expect(told.at(-1)?.answer?.value).toBe('A');
  expect(told.at(-1)?.problem?.value).toMatchObject({
    kind: 'refused',
    message: 'unknown attribute',
  });
  latest.ask('c');
  calls[2]?.answer('C');
  await vi.advanceTimersByTimeAsync(0);
  expect(told.at(-1)?.problem).toBeUndefined();
});

test('a cancelled question is no problem', async () => {
  latest.ask('a');
  latest.ask('b');
  calls[0]?.fail(new ConnectError('cancelled', Code.Canceled));
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([]);
});
