import { isCancelled, type Problem, problemOf } from './problem';

/** What is known so far of many things that are asked one by one. */
export interface Answers<A> {
  readonly values: ReadonlyMap<string, A>;
  /** Why the rest is not asked. */
  readonly problem: Problem | undefined;
  /** Something is under way. */
  readonly waiting: boolean;
}

/** How many are asked at once: a long list must not keep the server from the question of the moment. */
const AT_ONCE = 2;

/**
 * Asks the same of many things, each once, few at a time. After a refusal nothing more is asked: the others would be refused for
 * the same reason.
 */
export class Each<A> {
  private readonly controller = new AbortController();
  private readonly asked = new Set<string>();
  private readonly queue: string[] = [];
  private values: ReadonlyMap<string, A> = new Map();
  private problem: Problem | undefined;
  private running = 0;

  constructor(
    private readonly call: (key: string, signal: AbortSignal) => Promise<A>,
    private readonly tell: (answers: Answers<A>) => void,
  ) {}

  /** Asks what has not been asked, after what was wanted before. */
  want(keys: readonly string[]): void {
    if (this.problem) return;
    for (const key of keys) {
      if (this.asked.has(key)) continue;
      this.asked.add(key);
      this.queue.push(key);
    }
    this.next();
  }

  /** Cancels what is under way; nothing more is asked or told. */
  close(): void {
    this.queue.length = 0;
    this.controller.abort();
  }

  private next(): void {
    while (this.running < AT_ONCE) {
      const key = this.queue.shift();
      if (key === undefined) return;
      this.running++;
      this.call(key, this.controller.signal).then(
        (value) => this.end({ values: new Map(this.values).set(key, value) }),
        (reason: unknown) => {
          if (isCancelled(reason)) return;
          this.queue.length = 0;
          this.end({ problem: problemOf(reason) });
        },
      );
    }
  }

  private end(change: { values?: ReadonlyMap<string, A>; problem?: Problem }): void {
    this.running--;
    if (this.controller.signal.aborted) return;
    this.values = change.values ?? this.values;
    this.problem ??= change.problem;
    if (!this.problem) this.next();
    this.tell({ values: this.values, problem: this.problem, waiting: this.running > 0 });
  }
}
