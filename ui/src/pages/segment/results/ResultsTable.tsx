import type { ChannelResults, Lift, ResultsBase } from '../../../api/messageWords';
import { counted } from '../../../shared/numbers';
import {
  amountOf,
  groupOf,
  percent,
  perCustomer,
  pointsOf,
  ratioOf,
  sumOf,
  type Told,
} from './told';

interface Props {
  readonly results: ChannelResults;
  readonly title: string;
  readonly base: ResultsBase;
}

/** What became of a message in one channel or several, beside whom it is compared with. */
export function ResultsTable({ results, title, base }: Props) {
  const { segment, comparison, stepLifts, revenueLift } = results;
  if (!segment) return null;
  const lifts = new Map(stepLifts.map(({ step, lift }) => [step, lift]));
  return (
    <section class="results" data-results={title}>
      <h2>{title}</h2>
      <p class="hint">
        {groupOf(segment, base)} of the segment
        {comparison && `, ${groupOf(comparison, base)} of the comparison`}
      </p>
      <div class="sheet-scroll" tabIndex={0} role="group" aria-label={`Results of ${title}`}>
        <table class="sheet-table">
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Segment</th>
              <th scope="col">Share</th>
              {comparison && (
                <>
                  <th scope="col">Comparison</th>
                  <th scope="col">Share</th>
                  <th scope="col">Ahead by</th>
                  <th scope="col">Of the comparison’s</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {segment.steps.map((step, at) => {
              const other = comparison?.steps[at];
              return (
                <tr key={step.name}>
                  <th scope="row">{step.name}</th>
                  <td class="number">{counted(step.count)}</td>
                  <td class="number">{percent(step.share)}</td>
                  {other && (
                    <>
                      <td class="number">{counted(other.count)}</td>
                      <td class="number">{percent(other.share)}</td>
                      <Ahead lift={lifts.get(step.name)} told={pointsOf} />
                      <Ahead lift={lifts.get(step.name)} told={ratioOf} />
                    </>
                  )}
                </tr>
              );
            })}
            {segment.revenue && (
              <tr>
                <th scope="row">revenue</th>
                <td class="number">{sumOf(segment.revenue.sum)}</td>
                <td class="number">
                  {perCustomer(segment.revenue.perCustomer)} <small>each</small>
                </td>
                {comparison?.revenue && (
                  <>
                    <td class="number">{sumOf(comparison.revenue.sum)}</td>
                    <td class="number">
                      {perCustomer(comparison.revenue.perCustomer)} <small>each</small>
                    </td>
                    <Ahead lift={revenueLift} told={amountOf} />
                    <td />
                  </>
                )}
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Ahead(props: { readonly lift: Lift | undefined; told(lift: Lift): Told | undefined }) {
  const told = props.lift && props.told(props.lift);
  if (!told) return <td />;
  return (
    <td class={`number lift ${told.direction.replace(' ', '-')}`}>
      {told.text}
      {told.interval && <small>{told.interval}</small>}
    </td>
  );
}
