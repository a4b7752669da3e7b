import { type Timestamp, timestampDate } from '../../api/wire';
import { counted } from '../../shared/numbers';

interface Props {
  /** Any answer: each names what it is of. */
  readonly answer: {
    readonly population: bigint;
    readonly snapshot: bigint;
    readonly asOf?: Timestamp;
  };
}

/** What an answer is of: how many customers, which snapshot, which instant. */
export function Basis({ answer: { population, snapshot, asOf } }: Props) {
  return (
    <p class="hint number" data-basis>
      of {counted(population)} customers, snapshot {counted(snapshot)}
      {asOf && `, as of ${timestampDate(asOf).toISOString()}`}
    </p>
  );
}
