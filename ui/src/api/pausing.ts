import { Latest, type Outcome } from './latest';

/** Asks a little after the last change; a change cancels what is under way at once. */
export class Pausing<Q, A> {
  private readonly latest: Latest<Q, A>;
  private pause: ReturnType<typeof setTimeout> | undefined;

  constructor(
    call: (question: Q, signal: AbortSignal) => Promise<A>,
    tell: (outcome: Outcome<Q, A>) => void,
    private readonly pauseMs: number,
  ) {
    this.latest = new Latest(call, tell);
  }

  ask(question: Q): void {
    this.close();
    this.pause = setTimeout(() => this.latest.ask(question), this.pauseMs);
  }

  /** Cancels what is under way or about to be asked; nothing more is told. */
  close(): void {
    clearTimeout(this.pause);
    this.latest.close();
  }
}
