import { useMemo, useState } from 'preact/hooks';
import { insights } from '../../../api/insights';
import type { DifferenceResponse } from '../../../api/insightWords';
import { inLine } from '../../../api/line';
import { useLatest } from '../../../api/useLatest';
import type { GetCatalogResponse, Predicate } from '../../../api/wire';
import { Bar } from '../../../charts/Bar';
import { counted } from '../../../shared/numbers';
import { freshness, Standing } from '../../../shared/Standing';
import { Basis } from '../Basis';
import { narrowed, type Subject } from '../subject';
import { chance, type Row, rowsOf, shareOf } from './rows';

interface Question {
  readonly subject: Subject;
  /** An expression; empty for everyone else. */
  readonly against: string;
  /** An attribute or behaviour; empty for all. */
  readonly name: string;
  readonly limit: number;
}

interface Props {
  readonly subject: Subject;
  readonly catalog: GetCatalogResponse;
  openPredicate(predicate: Predicate, name: string): void;
}

const LIMITS = [25, 100, 1_000] as const;

/** What sets the customers of the segment apart from others, the most telling first; each narrows the segment. */
export function Difference({ subject, catalog, openPredicate }: Props) {
  const [against, setAgainst] = useState('');
  const [name, setName] = useState('');
  const [step, setStep] = useState(0);
  const limit = LIMITS[step] ?? LIMITS[0];
  const question = useMemo<Question>(
    () => ({ subject, against, name, limit }),
    [subject, against, name, limit],
  );
  const outcome = useLatest(question, ask);
  const names = [...catalog.attributes, ...catalog.behaviours].map((each) => each.name);
  const answer = outcome.answer?.value;
  return (
    <>
      <div class="page-tools">
        <label class="page-tool-wide">
          Compared with
          <input
            class="field"
            spellcheck={false}
            autocomplete="off"
            placeholder="everyone else, or an expression: segment('subscribers')"
            value={against}
            onChange={(event) => setAgainst(event.currentTarget.value.trim())}
          />
        </label>
        <label>
          By
          <select
            class="field"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          >
            <option value="">all attributes and behaviours</option>
            {[...new Set(names)].map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Standing outcome={outcome} />
      {outcome.answer && answer && (
        <div class={freshness(outcome)} data-answer="difference">
          <Answer
            answer={answer}
            narrow={narrowing(outcome.answer.question.subject, openPredicate)}
          />
          {answer.lines.length === limit && step < LIMITS.length - 1 && (
            <button type="button" class="button quiet" onClick={() => setStep(step + 1)}>
              Show more
            </button>
          )}
          <Basis answer={answer} />
        </div>
      )}
    </>
  );
}

/** Opens the segment that an answer is of, narrowed to a line of it. */
function narrowing({ predicate, name }: Subject, open: Props['openPredicate']) {
  return ({ line }: Row) => {
    if (!line.predicate) return;
    open(narrowed(predicate, line.predicate), `${name}, ${line.name} ${line.value}`);
  };
}

function ask(
  { subject: { predicate, workspace, asOf }, against, name, limit }: Question,
  signal: AbortSignal,
): Promise<DifferenceResponse> {
  return insights.difference(
    {
      workspace,
      asOf,
      segment: { case: 'predicate', value: predicate },
      against: against === '' ? undefined : { segment: { case: 'expression', value: against } },
      names: name === '' ? [] : [name],
      limit,
    },
    { signal, ...inLine('difference') },
  );
}

function Answer(props: { readonly answer: DifferenceResponse; narrow(row: Row): void }) {
  const { answer, narrow } = props;
  const rows = rowsOf(answer);
  return (
    <>
      <p class="hint" data-compared>
        {counted(answer.count)} customers beside {counted(answer.againstCount)};{' '}
        {counted(answer.significant)} of {counted(answer.compared)} differences are more than
        chance, all of them taken together (Holm, 5 %).
      </p>
      {rows.length === 0 ? (
        <p class="hint">There is nothing to compare.</p>
      ) : (
        <div class="sheet-scroll" tabIndex={0} role="group" aria-label="Table of differences">
          <table class="sheet-table differences">
            <caption class="unseen">
              What sets the segment apart: shares inside and in the comparison, and the difference
              with its 95 % interval
            </caption>
            <thead>
              <tr>
                <th scope="col">What is true of them</th>
                <td class="part-cell" />
                <th scope="col">Inside</th>
                <th scope="col">Outside</th>
                <th scope="col">Points</th>
                <th scope="col">Times</th>
                <th scope="col">By chance</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Line key={`${row.line.name} ${row.line.expression}`} row={row} narrow={narrow} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {answer.skipped.length > 0 && (
        <details class="skipped">
          <summary>Not looked at: {counted(answer.skipped.length)}</summary>
          <ul>
            {answer.skipped.map(({ name, reason }) => (
              <li key={name}>
                <b>{name}</b> <span class="hint">{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="hint">
        The mark is the share outside. Choose a line to narrow the segment to it in the builder.
      </p>
    </>
  );
}

function Line({ row, narrow }: { readonly row: Row; narrow(row: Row): void }) {
  const { line, inside, outside, points, interval, ratio } = row;
  return (
    <tr class={line.significant ? undefined : 'by-chance'}>
      <th scope="row">
        <button
          type="button"
          class="line-button"
          title={`Narrow to ${line.expression}`}
          onClick={() => narrow(row)}
        >
          <span class="line-name">{line.name}</span> {line.value === '' ? '(empty)' : line.value}
          <span class="unseen">. Narrow the segment to it</span>
        </button>
      </th>
      <td class="part-cell">
        <Bar part={inside} mark={outside} />
      </td>
      <td class="number">
        {shareOf(inside)}
        <small>{counted(line.count)}</small>
      </td>
      <td class="number">
        {shareOf(outside)}
        <small>{counted(line.againstCount)}</small>
      </td>
      <td class={`number lift ${line.difference > 0 ? 'ahead' : 'behind'}`}>
        {points}
        <small>{interval}</small>
      </td>
      <td class="number">{ratio}</td>
      <td class="number">
        {line.significant ? 'no' : 'perhaps'}
        <small>{chance(line.pValue)}</small>
      </td>
    </tr>
  );
}
