import type { Outcome } from '../api/latest';
import './standing.css';

/** Says that an answer is long in coming, or why there is none. */
export function Standing<Q, A>({ outcome }: { outcome: Outcome<Q, A> }) {
  const problem = outcome.problem?.value;
  return (
    <div role="status" class="standing">
      {problem && (
        <div class="standing-problem">
          {(problem.faults.length > 0 ? problem.faults : [problem]).map((fault) => (
            <p key={fault.message}>{fault.message}</p>
          ))}
        </div>
      )}
      {!problem && outcome.waiting && <p class="hint">Counting …</p>}
    </div>
  );
}

/** The class of what is shown while it is no longer the answer to what is asked. */
export function freshness<Q, A>(outcome: Outcome<Q, A>): string {
  return outcome.waiting || outcome.problem ? 'stale' : 'fresh';
}
