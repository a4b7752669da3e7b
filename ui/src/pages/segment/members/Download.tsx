import { useEffect, useRef, useState } from 'preact/hooks';
import { insights } from '../../../api/insights';
import { isCancelled, type Problem, problemOf } from '../../../api/problem';
import { Faults } from '../../../shared/Faults';
import { counted } from '../../../shared/numbers';
import type { Subject } from '../subject';
import { fileName } from './csv';
import { csvOf, MAX_ROWS, type Progress, save } from './download';

interface Props {
  readonly subject: Subject;
  readonly attributes: readonly string[];
  /** How many members there are. */
  readonly count: bigint;
}

/** Rows asked for at once: many enough to be quick, few enough to be given up at once. */
const PAGE_SIZE = 5_000;

/** All members as a CSV file, with how far it is, to be given up at any time. */
export function Download({ subject, attributes, count }: Props) {
  const [progress, setProgress] = useState<Progress>();
  const [problem, setProblem] = useState<Problem>();
  const [done, setDone] = useState('');
  const running = useRef<AbortController>();
  // What is under way is of the segment and the attributes that were shown.
  useEffect(() => () => running.current?.abort(), [subject, attributes]);

  const start = () => {
    const controller = new AbortController();
    running.current = controller;
    setProblem(undefined);
    setDone('');
    setProgress({ rows: 0, of: Math.min(Number(count), MAX_ROWS) });
    const { predicate, workspace, asOf, name } = subject;
    const segment = { case: 'predicate', value: predicate } as const;
    const asked = { workspace, segment, attributes: [...attributes], pageSize: PAGE_SIZE };
    csvOf(
      attributes,
      asOf,
      (page, signal) => insights.listMembers({ ...asked, ...page }, { signal }),
      setProgress,
      controller.signal,
    )
      .then(
        (parts) => {
          save(parts, fileName(name));
          setDone(`${fileName(name)} is written.`);
        },
        (reason: unknown) => {
          if (controller.signal.aborted || isCancelled(reason)) setDone('Given up.');
          else setProblem(problemOf(reason));
        },
      )
      .finally(() => setProgress(undefined));
  };
  return (
    <div class="download">
      {progress ? (
        <>
          <progress max={progress.of} value={progress.rows} aria-label="Rows written" />
          <span class="number" role="status">
            {counted(progress.rows)} of {counted(progress.of)}
          </span>
          <button type="button" class="button" onClick={() => running.current?.abort()}>
            Cancel
          </button>
        </>
      ) : (
        <button type="button" class="button" onClick={start}>
          Download as CSV
        </button>
      )}
      <span role="status" data-download>
        {done}
      </span>
      {problem && <Faults faults={problem.faults} />}
      {count > BigInt(MAX_ROWS) && (
        <p class="hint">
          The file ends after {counted(MAX_ROWS)} rows. On the command line{' '}
          <code>lamella members --csv</code> writes all {counted(count)}.
        </p>
      )}
    </div>
  );
}
