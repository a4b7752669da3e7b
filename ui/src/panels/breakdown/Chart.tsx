import type { BreakdownResponse } from '../../api/wire';
import { Bar } from '../../charts/Bar';
import { counted, share, times } from '../../shared/numbers';
import { type Bar as Slice, leaning, scaleOf } from './bars';

interface Props {
  readonly bars: readonly Slice[];
  readonly answer: BreakdownResponse;
  readonly attribute: string;
  readonly overlapping: boolean;
  /** The condition of those who have no value. */
  readonly withoutValue: string;
  add(expression: string): void;
}

/**
 * Bars of shares with a mark where everyone's share lies; each adds its value to the segment. What is left over has
 * numbers alone: it is of another kind, and often so large that it would flatten the bars.
 */
export function Chart({ bars, answer, attribute, overlapping, withoutValue, add }: Props) {
  const scale = scaleOf(bars);
  const { count, other, otherValues, withoutValue: missing } = answer;
  if (count === 0n)
    return <p class="hint">Nobody is in the segment, so there is nothing to show.</p>;
  return (
    <>
      <ul class="bars" aria-label={`Customers by ${attribute}`}>
        <li class="bar-heads" aria-hidden="true">
          <span />
          <span />
          <span>customers</span>
          <span>share</span>
          <span>vs. all</span>
        </li>
        {bars.map((bar) => (
          <li key={bar.value}>
            <button
              type="button"
              class="bar"
              title={`Add ${bar.expression}`}
              onClick={() => add(bar.expression)}
            >
              <span class="bar-name">{bar.value === '' ? '(empty)' : bar.value}</span>
              <Bar part={bar.inside / scale} mark={bar.outside / scale} />
              <span class="bar-count number">
                {counted(bar.count)}
                <span class="unseen">{bar.count === 1n ? ' customer' : ' customers'},</span>
              </span>
              <span class="bar-share number">{share(bar.count, count)}</span>
              <span class={`bar-lift number ${leaning(bar.lift)}`}>
                <span class="unseen">, </span>
                {times(bar.lift)}
                <span class="unseen"> as frequent as among everyone. Add as a clause</span>
              </span>
            </button>
          </li>
        ))}
        {otherValues > 0n && (
          <li class="bar rest">
            <span class="bar-name">other ({counted(otherValues)})</span>
            <span />
            <span class="bar-count number">{counted(other)}</span>
            <span class="bar-share number">{share(other, count)}</span>
          </li>
        )}
        {missing > 0n && (
          <li>
            <button
              type="button"
              class="bar rest"
              title={`Add ${withoutValue}`}
              onClick={() => add(withoutValue)}
            >
              <span class="bar-name">no value</span>
              <span />
              <span class="bar-count number">
                {counted(missing)}
                <span class="unseen"> customers,</span>
              </span>
              <span class="bar-share number">
                {share(missing, count)}
                <span class="unseen">. Add as a clause</span>
              </span>
            </button>
          </li>
        )}
      </ul>
      <p class="hint">
        <svg class="bar-key" viewBox="0 0 4 12" aria-hidden="true">
          <rect width="4" height="12" />
        </svg>{' '}
        marks the share among everyone. Choose a bar to add it.
        {overlapping && ' A customer may stand in several bars.'}
      </p>
    </>
  );
}
