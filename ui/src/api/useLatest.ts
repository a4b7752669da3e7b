import { useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome } from './latest';
import { Pausing } from './pausing';

/** So long a panel waits for the next change before it asks: the total comes first. */
export const PAUSE_MS = 80;

/**
 * The answer to a question that changes, as {@link Pausing} asks it. While there is no question nothing
 * is asked, and the last answer stays.
 *
 * @param question a new object for a new question only
 * @param call the same function always
 * @param pauseMs the same number always
 */
export function useLatest<Q, A>(
  question: Q | undefined,
  call: (question: Q, signal: AbortSignal) => Promise<A>,
  pauseMs = PAUSE_MS,
): Outcome<Q, A> {
  const [outcome, setOutcome] = useState<Outcome<Q, A>>(NOTHING);
  const pausing = useRef<Pausing<Q, A> | undefined>(undefined);
  pausing.current ??= new Pausing(call, setOutcome, pauseMs);
  useEffect(() => {
    if (question === undefined) return;
    pausing.current?.ask(question);
    return () => pausing.current?.close();
  }, [question]);
  return question === undefined ? { ...outcome, waiting: false, settled: true } : outcome;
}

const NOTHING = { answer: undefined, problem: undefined, waiting: false, settled: true };
