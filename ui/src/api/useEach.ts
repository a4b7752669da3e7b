import { useEffect, useRef, useState } from 'preact/hooks';
import { type Answers, Each } from './each';

/**
 * The answers of many things to one question, as {@link Each} asks them. While there is no question nothing is asked.
 *
 * @param question a new object for a new question only
 * @param keys what is asked of; more may be wanted later
 * @param call the same function always
 */
export function useEach<Q, A>(
  question: Q | undefined,
  keys: readonly string[],
  call: (question: Q, key: string, signal: AbortSignal) => Promise<A>,
): Answers<A> {
  const [answers, setAnswers] = useState<Answers<A>>(NOTHING);
  const each = useRef<Each<A>>();
  useEffect(() => {
    setAnswers(NOTHING);
    if (question === undefined) return undefined;
    const asking = new Each<A>((key, signal) => call(question, key, signal), setAnswers);
    each.current = asking;
    return () => asking.close();
  }, [question]);
  useEffect(() => {
    if (question !== undefined) each.current?.want(keys);
  }, [question, keys]);
  return answers;
}

const NOTHING = { values: new Map<string, never>(), problem: undefined, waiting: false };
