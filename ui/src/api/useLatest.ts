import { useEffect, useRef, useState } from 'preact/hooks';
import { Latest, type Outcome } from './latest';

/** So long a panel waits for the next change before it asks: the total comes first. */
export const PAUSE_MS = 80;

/**
 * The answer to a question that changes. A change cancels what is under way at once and asks after a
 * short pause; while there is no question nothing is asked, and the last answer stays.
 *
 * @param question a new object for a new question only
 * @param call the same function always
 */
export function useLatest<Q, A>(
  question: Q | undefined,
  call: (question: Q, signal: AbortSignal) => Promise<A>,
  pauseMs = PAUSE_MS,
): Outcome<Q, A> {
  const [outcome, setOutcome] = useState<Outcome<Q, A>>(NOTHING);
  const latest = useRef<Latest<Q, A> | undefined>(undefined);
  latest.current ??= new Latest(call, setOutcome);
  useEffect(() => {
    if (question === undefined) return;
    const timer = setTimeout(() => latest.current?.ask(question), pauseMs);
    return () => {
      clearTimeout(timer);
      latest.current?.close();
    };
  }, [question, pauseMs]);
  return question === undefined ? { ...outcome, waiting: false, settled: true } : outcome;
}

const NOTHING = { answer: undefined, problem: undefined, waiting: false, settled: true };
