import { useEffect, useMemo, useState } from 'preact/hooks';
import { segments } from '../../api/client';
import { useLatest } from '../../api/useLatest';
import type { BreakdownResponse, GetCatalogResponse, Predicate, Timestamp } from '../../api/wire';
import { attribute as written } from '../../shared/expressions';
import type { PanelProps } from '../props';
import { useRemembered } from '../../shared/remember';
import { freshness, Standing } from '../../shared/Standing';
import {
  barsOf,
  type Choice,
  choicesOf,
  firstChoice,
  isOrder,
  isSet,
  type Order,
  ordered,
  ORDERS,
} from './bars';
import { Chart } from './Chart';
import { Table } from './Table';

/** Values shown at first, and after "more". */
const LIMITS = [10, 50, 200, 1_000] as const;

interface Question {
  readonly predicate: Predicate;
  readonly attribute: string;
  readonly limit: number;
  readonly asOf: Timestamp | undefined;
  readonly workspace: string;
}

/** The segment by the values of one attribute. */
export function Breakdown(props: PanelProps & { readonly catalog: GetCatalogResponse }) {
  const { catalog, predicate, asOf, workspace, addClause } = props;
  const choices = useMemo(() => choicesOf(catalog), [catalog]);
  const [wished, setWished] = useRemembered<string>('breakdown.attribute', '');
  const [order, setOrder] = useRemembered<Order>('breakdown.order', 'count', isOrder);
  const [form, setForm] = useRemembered<'chart' | 'table'>('breakdown.form', 'chart', isForm);
  const [step, setStep] = useState(0);
  const attribute = choices.some(({ name }) => name === wished) ? wished : firstChoice(catalog);
  const limit = LIMITS[step] ?? LIMITS[0];
  useEffect(() => setStep(0), [attribute]);

  const question = useMemo<Question | undefined>(
    () => (predicate && attribute ? { predicate, attribute, limit, asOf, workspace } : undefined),
    [predicate, attribute, limit, asOf, workspace],
  );
  const outcome = useLatest(question, ask);
  const answer = outcome.answer;
  if (attribute === undefined) return <p class="hint">No attribute here has values to count.</p>;

  const bars = answer ? ordered(barsOf(answer.value), order) : [];
  // Of the answer, not of the choice: they differ until the next answer is there.
  const by = answer?.question.attribute ?? attribute;
  const view = answer && {
    bars,
    answer: answer.value,
    attribute: by,
    overlapping: isSet(catalog, by),
  };
  return (
    <>
      <div class="panel-tools breakdown-tools">
        <label>
          By
          <select
            class="field"
            value={attribute}
            onChange={(event) => setWished(event.currentTarget.value)}
          >
            <Options choices={choices} />
          </select>
        </label>
        <label>
          Sorted by
          <select
            class="field"
            value={order}
            onChange={(event) => {
              if (isOrder(event.currentTarget.value)) setOrder(event.currentTarget.value);
            }}
          >
            {(Object.keys(ORDERS) as Order[]).map((each) => (
              <option key={each} value={each}>
                {ORDERS[each]}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="button quiet"
          aria-pressed={form === 'table'}
          onClick={() => setForm(form === 'table' ? 'chart' : 'table')}
        >
          Table
        </button>
      </div>
      <Standing outcome={outcome} />
      {view && (
        <div class={freshness(outcome)}>
          {form === 'table' ? (
            <Table {...view} />
          ) : (
            <Chart {...view} add={addClause} withoutValue={`!has(${written(by)})`} />
          )}
          <More
            answer={view.answer}
            canAsk={step < LIMITS.length - 1}
            ask={() => setStep(step + 1)}
          />
        </div>
      )}
    </>
  );
}

const isForm = (text: string): text is 'chart' | 'table' => text === 'chart' || text === 'table';

function ask({ predicate, ...rest }: Question, signal: AbortSignal): Promise<BreakdownResponse> {
  const segment = { case: 'predicate', value: predicate } as const;
  return segments.breakdown({ ...rest, segment }, { signal });
}

function Options({ choices }: { choices: readonly Choice[] }) {
  const groups = [...new Set(choices.map(({ group }) => group))];
  return (
    <>
      {groups.map((group) => (
        <optgroup key={group} label={group}>
          {choices
            .filter((choice) => choice.group === group)
            .map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
        </optgroup>
      ))}
    </>
  );
}

function More(props: { answer: BreakdownResponse; canAsk: boolean; ask(): void }) {
  if (props.answer.otherValues === 0n || !props.canAsk) return null;
  return (
    <button type="button" class="button quiet" onClick={props.ask}>
      Show more values
    </button>
  );
}
