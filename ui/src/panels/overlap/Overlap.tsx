import { useMemo, useState } from 'preact/hooks';
import { segments } from '../../api/client';
import { useLatest } from '../../api/useLatest';
import type { GetCatalogResponse, OverlapResponse, Predicate, Timestamp } from '../../api/wire';
import { read } from '../../reading';
import type { PanelProps } from '../props';
import { recall, remember, useRemembered } from '../../shared/remember';
import { freshness, Standing } from '../../shared/Standing';
import {
  CURRENT,
  freeName,
  fromStored,
  type Kept,
  keptKey,
  MAX_KEPT,
  renamed,
  toStored,
  withKept,
  without,
} from '../../overlaps/kept';
import { Matrix } from '../../overlaps/Matrix';
import { isMeasure, type MeasureName, MEASURES } from '../../overlaps/matrix';

interface Question {
  readonly compared: readonly { readonly name: string; readonly predicate: Predicate }[];
  readonly asOf: Timestamp | undefined;
  readonly workspace: string;
}

/** How segments that were put aside, and the one on the page, overlap in pairs. */
export function Overlap({ predicate, catalog, asOf, workspace, openPredicate }: PanelProps) {
  // Not in the address: that is the segment, and a link to it should not bring along what its sender compared it with.
  const key = keptKey(workspace);
  const [kept, setKept] = useState(() => fromStored(recall(key)));
  const [name, setName] = useState('');
  const [said, setSaid] = useState('');
  const [measure, setMeasure] = useRemembered<MeasureName>('overlap.measure', 'ofRow', isMeasure);
  const change = (next: readonly Kept[], what: string) => {
    setKept([...next]);
    remember(key, toStored(next));
    setSaid(what);
  };

  const question = useMemo<Question | undefined>(() => {
    const current = predicate ? [{ name: CURRENT, predicate }] : [];
    return kept.length > 0 ? { compared: [...kept, ...current], asOf, workspace } : undefined;
  }, [kept, predicate, asOf, workspace]);
  const outcome = useLatest(question, ask);
  const proposed = freeName(kept);
  const keep = (event: Event) => {
    event.preventDefault();
    if (!predicate || kept.length >= MAX_KEPT) return;
    const next = withKept(kept, predicate, name || proposed);
    change(next, `Kept as ${next.at(-1)?.name ?? ''}.`);
    setName('');
  };
  return (
    <>
      <form class="panel-tools" onSubmit={keep}>
        <label>
          Keep this segment as
          <input
            class="field keep-name"
            value={name}
            placeholder={proposed}
            maxLength={40}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button class="button" disabled={!predicate || kept.length >= MAX_KEPT}>
          Keep
        </button>
      </form>
      <p role="status" class="unseen">
        {said}
      </p>
      {kept.length === 0 && (
        <p class="hint">
          Keep a segment, build another one, and see here how many customers they share.
        </p>
      )}
      {kept.length >= MAX_KEPT && (
        <p class="hint">{MAX_KEPT} are kept; delete one to keep another.</p>
      )}
      <ul class="kept">
        {kept.map((each) => (
          <Item
            key={each.id}
            kept={each}
            catalog={catalog}
            rename={(to) => change(renamed(kept, each.id, to), `Renamed ${each.name}.`)}
            open={() => openPredicate(each.predicate, each.name)}
            remove={() => change(without(kept, each.id), `Deleted ${each.name}.`)}
          />
        ))}
      </ul>
      <Standing outcome={outcome} />
      {kept.length > 0 && outcome.answer && (
        <div class={freshness(outcome)}>
          <Matrix
            names={outcome.answer.question.compared.map((each) => each.name)}
            answer={outcome.answer.value}
            measure={measure}
          />
          <label class="panel-tools">
            Below each count
            <select
              class="field"
              value={measure}
              onChange={(event) => {
                if (isMeasure(event.currentTarget.value)) setMeasure(event.currentTarget.value);
              }}
            >
              {(Object.keys(MEASURES) as MeasureName[]).map((each) => (
                <option key={each} value={each}>
                  {MEASURES[each]}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
    </>
  );
}

function ask({ compared, ...rest }: Question, signal: AbortSignal): Promise<OverlapResponse> {
  // Names on the wire are places: two people may give one name to two segments, the wire may not.
  const expressions = compared.map(({ predicate }, at) => ({
    name: String(at),
    segment: { case: 'predicate', value: predicate } as const,
  }));
  return segments.overlap({ ...rest, expressions }, { signal });
}

interface ItemProps {
  readonly kept: Kept;
  readonly catalog: GetCatalogResponse | undefined;
  rename(to: string): void;
  open(): void;
  remove(): void;
}

function Item({ kept, catalog, rename, open, remove }: ItemProps) {
  return (
    <li>
      <input
        class="field keep-name"
        aria-label={`Name of ${kept.name}`}
        value={kept.name}
        maxLength={40}
        onChange={(event) => {
          rename(event.currentTarget.value);
          // An empty name is refused, and a taken one is changed.
          event.currentTarget.value = kept.name;
        }}
      />
      <span class="kept-reading">{read(kept.predicate, catalog)}</span>
      <button type="button" class="button quiet" onClick={open}>
        Open<span class="unseen"> {kept.name}</span>
      </button>
      <button type="button" class="button quiet" onClick={remove}>
        Delete<span class="unseen"> {kept.name}</span>
      </button>
    </li>
  );
}
