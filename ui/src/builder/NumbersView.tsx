import type { Numbers } from '../model/outgoing';
import { counted, share } from '../shared/numbers';

interface Props {
  readonly numbers: Numbers | undefined;
  readonly population: bigint;
  readonly stale: boolean;
  /** Said in place of numbers where there are none. */
  readonly absent: string;
}

/** What a node does: how many it holds for, and what the total would be without it. */
export function NumbersView({ numbers, population, stale, absent }: Props) {
  if (!numbers) return <p class="numbers absent hint">{absent}</p>;
  const { count, without, unknown } = numbers;
  const part = population > 0n ? (Number(count) / Number(population)) * 100 : 0;
  return (
    <div class={stale ? 'numbers outdated' : 'numbers'}>
      <p class="count" title={`${share(count, population)} of all customers`}>
        <span class="unseen">Customers: </span>
        <span class="number">{counted(count)}</span>
        <span class="meter" aria-hidden="true">
          <span style={{ width: `${part}%` }} />
        </span>
      </p>
      <p class="without" title="The total without this condition">
        <span class="caption">Without it: </span>
        <span class="number">{counted(without)}</span>
      </p>
      {unknown > 0n && (
        <p class="unknown hint" title="Left out because they have no value here">
          <span class="number">{counted(unknown)}</span> have no value
        </p>
      )}
    </div>
  );
}
