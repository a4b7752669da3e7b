import type { StageMovesResponse } from '../../api/definitionWords';
import type { Outcome } from '../../api/latest';
import { dateAndTime } from '../../shared/dates';
import { counted, share } from '../../shared/numbers';
import { freshness } from '../../shared/Standing';
import type { MoveQuestion } from './ask';
import { flowsOf, type Line, linesOf, type Move } from './moves';

/** The largest moves that are told in words. */
const FLOWS = 6;

interface Props {
  readonly outcome: Outcome<MoveQuestion, StageMovesResponse>;
  readonly answer: StageMovesResponse;
}

/** Who went from which stage to which: the largest moves, and all of them as a table. */
export function Moves({ outcome, answer }: Props) {
  const lines = linesOf(answer);
  const { from, to, note } = answer;
  return (
    <div class={freshness(outcome)}>
      <p class="hint">
        From {from && dateAndTime(from)} to {to && dateAndTime(to)} UTC, of{' '}
        {counted(answer.population)} customers; {note}.
      </p>
      <Flows flows={flowsOf(lines, FLOWS)} />
      <Table lines={lines} population={answer.population} />
    </div>
  );
}

function Flows({ flows }: { readonly flows: readonly Move[] }) {
  if (flows.length === 0) return <p>Nobody changed stage.</p>;
  return (
    <ul class="flows" aria-label="The largest moves">
      {flows.map(({ from, to, count }) => (
        <li key={`${from}\n${to}`}>
          <b class="number">{counted(count)}</b>
          <span>
            {from}
            <span aria-hidden="true"> → </span>
            <span class="unseen"> to </span>
            {to}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Table({ lines, population }: { readonly lines: readonly Line[]; population: bigint }) {
  return (
    <div class="sheet-scroll" tabIndex={0} role="group" aria-label="Table of moves">
      <table class="sheet-table moves">
        <caption class="unseen">
          Customers by the stage they were in, and in the columns the stage they are in now
        </caption>
        <thead>
          <tr>
            <th scope="col">From, and to …</th>
            {lines.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">were there</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, own) => (
            <tr key={line.name}>
              <th scope="row">{line.name}</th>
              {line.to.map((count, at) => (
                <td key={lines[at]?.name} class={own === at ? 'number stayed' : 'number'}>
                  {count === 0n ? '·' : counted(count)}
                </td>
              ))}
              <td class="number">{counted(line.before)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">are there</th>
            {lines.map(({ name, after }) => (
              <td key={name} class="number">
                {counted(after)}
                <small>{share(after, population)}</small>
              </td>
            ))}
            <td class="number">{counted(population)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
