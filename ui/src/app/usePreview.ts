import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { segments } from '../api/client';
import { Latest, type Outcome } from '../api/latest';
import { inLine } from '../api/line';
import type { Fault } from '../api/problem';
import type { PreviewResponse, Timestamp } from '../api/wire';
import { type Numbers, nodeOfFault, numbersOf, type Outgoing, outgoing } from '../model/outgoing';
import type { Model } from '../model/state';
import type { NodeId } from '../model/tree';

interface Question extends Outgoing {
  readonly asOf: Timestamp | undefined;
  readonly workspace: string;
}

/** What is known of the segment on the page. */
export interface Known {
  readonly outcome: Outcome<Question, PreviewResponse>;
  readonly question: Question;
  readonly numbers: ReadonlyMap<NodeId, Numbers>;
  readonly faults: ReadonlyMap<NodeId, readonly Fault[]>;
  /** The question on the page has its answer, or the reason why it has none. */
  readonly settled: boolean;
  /** Asks the same again. */
  retry(): void;
}

/** Asks one Preview for each change of the model. */
export function usePreview(model: Model): Known {
  const { tree, asOf, workspace } = model;
  const [outcome, setOutcome] = useState<Outcome<Question, PreviewResponse>>({
    answer: undefined,
    problem: undefined,
    waiting: false,
    settled: false,
  });
  const latest = useRef<Latest<Question, PreviewResponse>>();
  latest.current ??= new Latest(ask, setOutcome);
  const question = useMemo(() => ({ ...outgoing(tree), asOf, workspace }), [tree, asOf, workspace]);

  // In the same task as the change: an effect would wait for a frame to be painted first.
  useLayoutEffect(() => latest.current?.ask(question), [question]);
  useEffect(() => () => latest.current?.close(), []);

  const { answer, problem } = outcome;
  const numbers = useMemo(
    () => (answer ? numbersOf(answer.question.place, answer.value) : new Map()),
    [answer],
  );
  const faults = useMemo(() => {
    const byNode = new Map<NodeId, Fault[]>();
    for (const fault of problem?.value.faults ?? []) {
      const id = problem && nodeOfFault(problem.question.place, fault);
      if (id !== undefined) byNode.set(id, [...(byNode.get(id) ?? []), fault]);
    }
    return byNode;
  }, [problem]);
  const last = (problem ?? answer)?.question;
  const settled = outcome.settled && last === question;
  return {
    outcome,
    question,
    numbers,
    faults,
    settled,
    retry: () => latest.current?.ask(question),
  };
}

function ask({ predicate, asOf, workspace }: Question, signal: AbortSignal) {
  const segment = { case: 'predicate', value: predicate } as const;
  return segments.preview({ workspace, asOf, segment }, { signal, ...inLine('preview') });
}
