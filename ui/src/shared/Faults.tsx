import type { Fault } from '../api/problem';

/** What is wrong with a question, each fault with its place in the text. */
export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <div role="alert" class="faults">
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.line}:${fault.column} ${fault.message}`}>
            {fault.line !== undefined && (
              <span class="place">
                line {fault.line}, column {fault.column}:{' '}
              </span>
            )}
            {fault.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
