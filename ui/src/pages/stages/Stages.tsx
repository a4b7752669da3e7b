import { useMemo, useState } from 'preact/hooks';
import { predicateOf } from '../../api/parse';
import { type Problem, problemOf } from '../../api/problem';
import { useLatest } from '../../api/useLatest';
import type { Timestamp } from '../../api/wire';
import { Faults } from '../../shared/Faults';
import { Standing } from '../../shared/Standing';
import type { PageProps } from '../props';
import { type MoveQuestion, movesOf, partitionsOf, type SizeQuestion, sizesOf } from './ask';
import { Moves } from './Moves';
import { daysBefore, fieldOf, fromField } from './moves';
import { Sizes } from './Sizes';
import '../pages.css';
import './stages.css';

/** How long before the later instant the earlier one is at first. */
const DAYS = 30;

/** A partition: how many customers are in each of its stages, and who went where. */
export default function Stages(props: PageProps) {
  const { workspace, asOf, name, go, openPredicate } = props;
  const [problem, setProblem] = useState<Problem>();
  const [from, setFrom] = useState<Timestamp>();
  const listed = useLatest(
    useMemo(() => ({ workspace }), [workspace]),
    partitionsOf,
    0,
  );
  const all = listed.answer?.value.partitions;
  const partition = name ?? all?.[0]?.name;
  const start = useMemo(() => from ?? daysBefore(asOf, DAYS), [from, asOf]);
  const sizes = useLatest(
    useMemo<SizeQuestion | undefined>(
      () => (partition === undefined ? undefined : { workspace, partition, asOf }),
      [workspace, partition, asOf],
    ),
    sizesOf,
    0,
  );
  const moves = useLatest(
    useMemo<MoveQuestion | undefined>(
      () => (partition === undefined ? undefined : { workspace, partition, from: start, to: asOf }),
      [workspace, partition, start, asOf],
    ),
    movesOf,
  );
  const open = (expression: string, stage: string) => {
    setProblem(undefined);
    predicateOf(expression, { workspace, asOf }).then(
      (predicate) => openPredicate(predicate, stage),
      (reason: unknown) => setProblem(problemOf(reason)),
    );
  };
  const description = all?.find((each) => each.name === partition)?.current?.description;
  return (
    <>
      <Standing outcome={listed} />
      {problem && <Faults faults={problem.faults} />}
      {all?.length === 0 && name === undefined && <Empty />}
      {partition !== undefined && (
        <>
          <div class="stages-tools">
            <label>
              Partition
              <select
                class="field"
                value={partition}
                onChange={(event) => go({ page: 'stages', name: event.currentTarget.value })}
              >
                {[...new Set([...(all ?? []).map((each) => each.name), partition])].map((each) => (
                  <option key={each} value={each}>
                    {each}
                  </option>
                ))}
              </select>
            </label>
            {description && <p class="hint">{description}</p>}
          </div>
          <section class="panel" aria-labelledby="sizes-title">
            <h2 id="sizes-title">Who is where</h2>
            <p class="hint">
              Each customer is in the first stage that fits. Choose a stage to open who is in it.
            </p>
            <Standing outcome={sizes} />
            {sizes.answer && <Sizes outcome={sizes} answer={sizes.answer.value} open={open} />}
          </section>
          <section class="panel" aria-labelledby="moves-title">
            <h2 id="moves-title">Who went where</h2>
            <label class="stages-from">
              Since, in UTC
              <input
                class="field"
                type="datetime-local"
                value={fieldOf(start)}
                onChange={(event) => setFrom(fromField(event.currentTarget.value) ?? start)}
              />
            </label>
            <Standing outcome={moves} />
            {moves.answer && <Moves outcome={moves} answer={moves.answer.value} />}
          </section>
        </>
      )}
    </>
  );
}

function Empty() {
  return (
    <section class="panel empty" aria-labelledby="empty-title">
      <h2 id="empty-title">No partition is kept yet</h2>
      <p>
        A partition puts each customer into the first of some stages that fits, say{' '}
        <em>first-time</em>, <em>active</em>, <em>lapsed</em>. Keep one with{' '}
        <code>lamella stages create NAME --stage NAME=EXPRESSION …</code>.
      </p>
    </section>
  );
}
