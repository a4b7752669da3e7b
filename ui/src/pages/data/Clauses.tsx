import { useMemo } from 'preact/hooks';
import type { ClauseCoverageResponse } from '../../api/insightWords';
import { useLatest } from '../../api/useLatest';
import type { Predicate, Timestamp } from '../../api/wire';
import { counted, share } from '../../shared/numbers';
import { freshness, Standing } from '../../shared/Standing';
import { type ClauseQuestion, clausesOf } from './ask';

interface Props {
  readonly workspace: string;
  readonly asOf: Timestamp | undefined;
  /** The segment in the builder. */
  readonly built: Predicate;
}

/** How much of the segment in the builder is decided for lack of a value. */
export function Clauses({ workspace, asOf, built }: Props) {
  const isEmpty = built.kind.case === 'everyone';
  const question = useMemo<ClauseQuestion | undefined>(
    () => (isEmpty ? undefined : { workspace, asOf, predicate: built }),
    [isEmpty, workspace, asOf, built],
  );
  const outcome = useLatest(question, clausesOf);
  const answer = outcome.answer?.value;
  return (
    <section class="panel" aria-labelledby="clauses-title">
      <h2 id="clauses-title">What the segment in the builder misses</h2>
      {isEmpty && (
        <p class="hint">
          The builder is empty. Build a segment, and see here how many customers each of its
          conditions leaves out for lack of a value.
        </p>
      )}
      <Standing outcome={outcome} />
      {!isEmpty && answer && (
        <div class={freshness(outcome)}>
          <Bounds answer={answer} />
          <Table answer={answer} />
        </div>
      )}
    </section>
  );
}

function Bounds({ answer: { count, population, all } }: { answer: ClauseCoverageResponse }) {
  const { more = 0n, fewer = 0n } = all ?? {};
  return (
    <p>
      <b class="number">{counted(count)}</b> customers, {share(count, population)} of all. If every
      value were known, it would grow by at most <b class="number">{counted(more)}</b> and shrink by
      at most <b class="number">{counted(fewer)}</b>.
    </p>
  );
}

function Table({ answer }: { answer: ClauseCoverageResponse }) {
  return (
    <div class="sheet-scroll" tabIndex={0} role="group" aria-label="Table of conditions">
      <table class="sheet-table">
        <caption class="unseen">
          Conditions of the segment, and how far its total may move if their values were known
        </caption>
        <thead>
          <tr>
            <th scope="col">Condition</th>
            <th scope="col">Customers</th>
            <th scope="col">Without a value</th>
            <th scope="col">Grows by at most</th>
            <th scope="col">Shrinks by at most</th>
          </tr>
        </thead>
        <tbody>
          {answer.clauses.map(({ node, expression, count, unknown, bounds }) => (
            <tr key={node.join('.')}>
              <th scope="row">
                <code>{expression}</code>
              </th>
              <td class="number">{counted(count)}</td>
              <td class="number">{unknown === undefined ? '–' : counted(unknown)}</td>
              <td class="number">{bounds ? counted(bounds.more) : '–'}</td>
              <td class="number">{bounds ? counted(bounds.fewer) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
