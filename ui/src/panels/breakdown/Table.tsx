import type { BreakdownResponse } from '../../api/wire';
import { counted, share, times } from '../../shared/numbers';
import type { Bar } from './bars';

interface Props {
  readonly bars: readonly Bar[];
  readonly answer: BreakdownResponse;
  readonly attribute: string;
  readonly overlapping: boolean;
}

/** The chart's numbers as a table. */
export function Table({ bars, answer, attribute, overlapping }: Props) {
  const { count, population, other, otherValues, withoutValue } = answer;
  const rest = (name: string, customers: bigint) => (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{counted(customers)}</td>
      <td class="number">{share(customers, count)}</td>
      <td />
      <td />
    </tr>
  );
  return (
    <div class="panel-scroll" tabIndex={0} role="group" aria-label={`Table by ${attribute}`}>
      <table class="panel-table">
        <caption class="unseen">
          Customers of the segment by {attribute}: how many, their share of the segment, the share
          among everyone, and how many times as frequent they are in the segment
        </caption>
        <thead>
          <tr>
            <th scope="col">{attribute}</th>
            <th scope="col">Customers</th>
            <th scope="col">Share</th>
            <th scope="col">Of all</th>
            <th scope="col">vs. all</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.value}>
              <th scope="row">{bar.value === '' ? '(empty)' : bar.value}</th>
              <td class="number">{counted(bar.count)}</td>
              <td class="number">{share(bar.count, count)}</td>
              <td class="number">{share(bar.population, population)}</td>
              <td class="number">{times(bar.lift)}</td>
            </tr>
          ))}
          {otherValues > 0n && rest(`other (${counted(otherValues)})`, other)}
          {withoutValue > 0n && rest('no value', withoutValue)}
        </tbody>
        {!overlapping && <tfoot>{rest('all', count)}</tfoot>}
      </table>
    </div>
  );
}
