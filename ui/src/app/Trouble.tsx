import type { Problem } from '../api/problem';
import { Faults } from '../shared/Faults';

interface Props {
  readonly problem: Problem;
  readonly onRetry: () => void;
}

/** What stands between the page and an answer, where no condition is to blame. */
export function Trouble({ problem, onRetry }: Props) {
  return (
    <section class="trouble" aria-label="Trouble">
      <Faults faults={problem.faults} />
      {problem.kind === 'away' && (
        <button type="button" class="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </section>
  );
}
