import { useMemo, useState } from 'preact/hooks';
import { segments } from '../../api/client';
import { inLine } from '../../api/line';
import { useLatest } from '../../api/useLatest';
import type { OverlapResponse, Timestamp } from '../../api/wire';
import { fromStored, keptKey } from '../../overlaps/kept';
import { Matrix } from '../../overlaps/Matrix';
import { isMeasure, type MeasureName, MEASURES } from '../../overlaps/matrix';
import { counted, milliseconds, share } from '../../shared/numbers';
import { recall, remember, useRemembered } from '../../shared/remember';
import { freshness, Standing } from '../../shared/Standing';
import type { PageProps } from '../props';
import { defined } from '../segments/list';
import { Chooser } from './Chooser';
import { type Choice, choicesOf, chosenOf, toStored } from './chosen';
import './overlap.css';
import { Relations } from './Relations';
import { relationsOf } from './relations';
import { UpSet } from './UpSet';
import { type Column, columnsOf, MAX_REGION_SEGMENTS, noneOf } from './upset';

interface Question {
  readonly chosen: readonly Choice[];
  readonly asOf: Timestamp | undefined;
  readonly workspace: string;
}

/** How saved segments and those kept in the builder overlap: who is in which, in pairs and exactly. */
export default function Overlap(props: PageProps) {
  const { workspace } = props;
  const asked = useMemo(() => ({ workspace }), [workspace]);
  const outcome = useLatest(asked, askSaved, 0);
  const saved = outcome.answer?.value;
  return (
    <div class="overlap-page">
      <Standing outcome={outcome} />
      {saved && <Compared key={workspace} {...props} saved={saved} />}
    </div>
  );
}

async function askSaved({ workspace }: { readonly workspace: string }, signal: AbortSignal) {
  const { found } = await defined(workspace, signal);
  return found.map(({ name }) => name);
}

function Compared(props: PageProps & { readonly saved: readonly string[] }) {
  const { workspace, asOf, saved } = props;
  const key = `overlap.chosen.${workspace}`;
  const choices = useMemo(
    () => choicesOf(saved, fromStored(recall(keptKey(workspace)))),
    [saved, workspace],
  );
  const [chosen, setChosen] = useState(() => chosenOf(choices, recall(key)));
  const question = useMemo<Question | undefined>(
    () => (chosen.length > 0 ? { chosen, asOf, workspace } : undefined),
    [chosen, asOf, workspace],
  );
  const outcome = useLatest(question, ask);
  const choose = (next: readonly Choice[]) => {
    setChosen([...next]);
    remember(key, toStored(next));
  };
  if (choices.length === 0) {
    return (
      <p class="panel hint">
        There is nothing to compare yet: save a segment, or keep one in the builder’s overlap panel.
      </p>
    );
  }
  return (
    <>
      <Chooser choices={choices} chosen={chosen} choose={choose} />
      <div class="overlap-answer">
        <Standing outcome={outcome} />
        {chosen.length === 0 && <p class="hint">Choose segments to see what they share.</p>}
        {chosen.length > 0 && outcome.answer && (
          <div class={`${freshness(outcome)} overlap-parts`}>
            <Answer
              chosen={outcome.answer.question.chosen}
              answer={outcome.answer.value}
              open={props.openPredicate}
            />
          </div>
        )}
      </div>
    </>
  );
}

function ask({ chosen, ...rest }: Question, signal: AbortSignal): Promise<OverlapResponse> {
  // Names on the wire are places: they need not be told back.
  const expressions = chosen.map(({ predicate }, at) => ({
    name: String(at),
    segment: { case: 'predicate', value: predicate } as const,
  }));
  const regions = chosen.length <= MAX_REGION_SEGMENTS;
  return segments.overlap({ ...rest, expressions, regions }, { signal, ...inLine('overlap') });
}

interface AnswerProps {
  readonly chosen: readonly Choice[];
  readonly answer: OverlapResponse;
  readonly open: PageProps['openPredicate'];
}

function Answer({ chosen, answer, open }: AnswerProps) {
  const names = chosen.map(({ name }) => name);
  const relations = relationsOf(answer, names);
  return (
    <>
      <p class="hint number" data-basis>
        of {counted(answer.population)} customers, snapshot {counted(answer.snapshot)},{' '}
        {milliseconds(answer.elapsedNanos)}
      </p>
      <section class="panel" aria-labelledby="regions-title">
        <h2 id="regions-title">Who is in exactly which</h2>
        <Regions names={names} answer={answer} open={open} />
      </section>
      <section class="panel" aria-labelledby="matrix-title">
        <h2 id="matrix-title">In pairs</h2>
        <Pairs names={names} answer={answer} />
      </section>
      <section class="panel" aria-labelledby="relations-title">
        <h2 id="relations-title">Same and inside</h2>
        <Relations relations={relations} />
      </section>
    </>
  );
}

const SHOWN_COLUMNS = 24;

function Regions(props: Omit<AnswerProps, 'chosen'> & { readonly names: readonly string[] }) {
  const { names, answer, open } = props;
  const [more, setMore] = useState(1);
  const none = noneOf(answer, names);
  const openColumn = (column: Column) => {
    if (column.predicate) open(column.predicate, column.title);
  };
  const columns = columnsOf(answer, names);
  return (
    <>
      {names.length > MAX_REGION_SEGMENTS ? (
        <p class="hint">
          Up to {MAX_REGION_SEGMENTS} segments are taken apart into who is in exactly which; choose
          fewer to see it.
        </p>
      ) : columns.length === 0 ? (
        <p class="hint">Nobody is in any of these.</p>
      ) : (
        <UpSet
          names={names}
          sizes={answer.lines.map(({ counts }, at) => counts[at] ?? 0n)}
          columns={columns.slice(0, more * SHOWN_COLUMNS)}
          population={answer.population}
          open={openColumn}
        />
      )}
      {columns.length > more * SHOWN_COLUMNS && (
        <button type="button" class="button quiet" onClick={() => setMore(more + 1)}>
          Show more of {counted(columns.length)}
        </button>
      )}
      {none && (
        <button type="button" class="button quiet" data-none onClick={() => openColumn(none)}>
          <span class="number">{counted(none.count)}</span> customers (
          {share(none.count, answer.population)}) are in none of them
          <span class="unseen">. Open as a segment</span>
        </button>
      )}
    </>
  );
}

const isShown = (text: string): text is MeasureName | 'count' =>
  text === 'count' || isMeasure(text);

function Pairs(props: { readonly names: readonly string[]; readonly answer: OverlapResponse }) {
  const [shown, setShown] = useRemembered<MeasureName | 'count'>(
    'overlap.page.measure',
    'ofRow',
    isShown,
  );
  return (
    <>
      <label class="overlap-measure">
        Below each count
        <select
          class="field"
          value={shown}
          onChange={(event) => {
            if (isShown(event.currentTarget.value)) setShown(event.currentTarget.value);
          }}
        >
          <option value="count">Nothing: counts alone</option>
          {(Object.keys(MEASURES) as MeasureName[]).map((each) => (
            <option key={each} value={each}>
              {MEASURES[each]}
            </option>
          ))}
        </select>
      </label>
      <Matrix {...props} measure={shown === 'count' ? undefined : shown} />
    </>
  );
}
