import { isCancelled, type Problem, problemOf } from './problem';

/** How long an answer may take before the page says that it is waiting. */
export const PATIENCE_MS = 150;

/** What came of the last question. */
export interface Outcome<Q, A> {
  /** The last answer and what was asked; it stays while a newer question is under way. */
  readonly answer: { readonly question: Q; readonly value: A } | undefined;
  /** Why the last question has no answer. */
  readonly problem: { readonly question: Q; readonly value: Problem } | undefined;
  /** A question has been under way for longer than anybody notices. */
  readonly waiting: boolean;
  /** Nothing is under way. */
  readonly settled: boolean;
}

/**
 * Asks one question at a time: a newer one cancels the one before it, and only the last one's answer
 * is told, in whatever order answers arrive.
 */
export class Latest<Q, A> {
  private outcome: Outcome<Q, A> = {
    answer: undefined,
    problem: undefined,
    waiting: false,
    settled: true,
  };
  private running: AbortController | undefined;
  private patience: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly call: (question: Q, signal: AbortSignal) => Promise<A>,
    private readonly tell: (outcome: Outcome<Q, A>) => void,
  ) {}

  ask(question: Q): void {
    this.running?.abort();
    const controller = new AbortController();
    this.running = controller;
    this.outcome = { ...this.outcome, settled: false };
    // The clock runs from the first of several quick questions: a page that never settles is waiting.
    this.patience ??= setTimeout(() => this.report({ waiting: true }), PATIENCE_MS);
    this.call(question, controller.signal).then(
      (value) => {
        if (this.running === controller)
          this.end({ answer: { question, value }, problem: undefined });
      },
      (reason: unknown) => {
        if (this.running !== controller || (controller.signal.aborted && isCancelled(reason)))
          return;
        this.end({ problem: { question, value: problemOf(reason) } });
      },
    );
  }

  /** Cancels what is under way; nothing more is told. */
  close(): void {
    this.running?.abort();
    this.running = undefined;
    clearTimeout(this.patience);
    this.patience = undefined;
  }

  private end(change: Partial<Outcome<Q, A>>): void {
    this.close();
    this.report({ ...change, waiting: false, settled: true });
  }

  private report(change: Partial<Outcome<Q, A>>): void {
    this.outcome = { ...this.outcome, ...change };
    this.tell(this.outcome);
  }
}
