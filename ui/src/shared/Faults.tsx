import type { Problem } from '../api/problem';

/** What is wrong with a question, each fault with its place in the text. */
export function Faults({ problem }: { readonly problem: Problem }) {
  const faults = problem.faults.length > 0 ? problem.faults : [{ message: problem.message }];
  return (
    <ul class="faults" role="alert">
      {faults.map((fault, i) => (
        <li key={i}>
          {'line' in fault && fault.line !== undefined && (
            <span class="place">
              line {fault.line}, column {fault.column}:{' '}
            </span>
          )}
          {fault.message}
        </li>
      ))}
    </ul>
  );
}
