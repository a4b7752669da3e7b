import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Outcome, PATIENCE_MS } from './latest';
import { Pausing } from './pausing';

const PAUSE_MS = 80;

interface Call {
  readonly question: string;
  readonly signal: AbortSignal;
  answer(value: string): void;
  fail(reason: Error): void;
}

let calls: Call[];
let told: Outcome<string, string>[];
let pausing: Pausing<string, string>;

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  told = [];
  pausing = new Pausing(
    (question, signal) =>
      new Promise((answer, fail) => calls.push({ question, signal, answer, fail })),
    (outcome) => told.push(outcome),
    PAUSE_MS,
  );
});

afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('of quick changes only the last one is asked', async () => {
  pausing.ask('a');
  await pass(PAUSE_MS - 1);
  pausing.ask('b');
  await pass(PAUSE_MS - 1);
  expect(calls).toEqual([]);
  await pass(1);
  expect(calls.map(({ question }) => question)).toEqual(['b']);
});

test('a change cancels at once what is under way, and its answer is not told', async () => {
  pausing.ask('a');
  await pass(PAUSE_MS);
  pausing.ask('b');
  expect(calls[0]?.signal.aborted).toBe(true);
  calls[0]?.answer('late');
  await pass(PAUSE_MS);
  calls[1]?.answer('yes');
  await pass(0);
  expect(told.map(({ answer }) => answer)).toEqual([{ question: 'b', value: 'yes' }]);
});

test('nothing is said of waiting before anybody would notice', async () => {
  pausing.ask('a');
  await pass(PAUSE_MS + PATIENCE_MS - 1);
  expect(told).toEqual([]);
  await pass(1);
  expect(told.at(-1)?.waiting).toBe(true);
  calls[0]?.answer('yes');
  await pass(0);
  expect(told.at(-1)).toMatchObject({ waiting: false, answer: { value: 'yes' } });
});

test('the last answer stays while the next question has a problem', async () => {
  pausing.ask('a');
  await pass(PAUSE_MS);
  calls[0]?.answer('yes');
  await pass(0);
  pausing.ask('b');
  await pass(PAUSE_MS);
  calls[1]?.fail(new Error('no'));
  await pass(0);
  expect(told.at(-1)).toMatchObject({
    answer: { question: 'a', value: 'yes' },
    problem: { question: 'b' },
  });
});

test('closed, it asks and tells nothing', async () => {
  pausing.ask('a');
  pausing.close();
  await pass(1_000);
  expect(calls).toEqual([]);
  pausing.ask('b');
  await pass(PAUSE_MS);
  pausing.close();
  expect(calls[0]?.signal.aborted).toBe(true);
  calls[0]?.answer('late');
  await pass(1_000);
  expect(told).toEqual([]);
});
