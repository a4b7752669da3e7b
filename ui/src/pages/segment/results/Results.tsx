import { useMemo, useState } from 'preact/hooks';
import { catalogs } from '../../../api/client';
import { inLine } from '../../../api/line';
import { messages } from '../../../api/messages';
import {
  ChannelExtent,
  type ResultsRequestSchema,
  type ResultsResponse,
} from '../../../api/messageWords';
import { useLatest } from '../../../api/useLatest';
import type { GetCatalogResponse, MessageInitShape } from '../../../api/wire';
import { Combobox, type Option } from '../../../shared/Combobox';
import { freshness, Standing } from '../../../shared/Standing';
import { optionsOf, SHOWN_VALUES } from '../../../shared/valueOptions';
import { Basis } from '../Basis';
import { type Changes, changed, resultSteps } from '../steps/steps';
import { StepsForm } from '../steps/StepsForm';
import type { Subject } from '../subject';
import {
  type Comparison,
  COMPARISONS,
  type Form,
  HOLDOUT,
  isComparison,
  ordersOf,
  questionOf,
  type Sources,
  sourcesOf,
} from './question';
import { ResultsTable } from './ResultsTable';
import { SampleSize } from './SampleSize';
import { titleOf } from './told';

type Question = MessageInitShape<typeof ResultsRequestSchema>;

/** What became of a message in the segment, by channel and together, and how many customers it takes to see a difference. */
export function Results(props: {
  readonly subject: Subject;
  readonly catalog: GetCatalogResponse;
}) {
  const { subject, catalog } = props;
  const sources = useMemo(() => sourcesOf(catalog), [catalog]);
  const [property = ''] = sources.properties;
  return (
    <>
      {property === '' ? (
        <p class="hint">
          No behaviour here tells to whom a message was sent, such as “sent_email” with a keyword
          “campaign”.
        </p>
      ) : (
        <Asked subject={subject} catalog={catalog} sources={sources} property={property} />
      )}
      <SampleSize />
    </>
  );
}

interface AskedProps {
  readonly subject: Subject;
  readonly catalog: GetCatalogResponse;
  readonly sources: Sources;
  /** By which messages are known at first. */
  readonly property: string;
}

function Asked({ subject, catalog, sources, property }: AskedProps) {
  const [form, setForm] = useState<Form>({
    message: { property, value: '' },
    days: 14,
    comparison: 'everyoneElse',
    expression: '',
  });
  const [changes, setChanges] = useState<Changes>({});
  const { message, days } = form;
  const usual = useMemo(
    () => resultSteps(catalog, sources.channels, message, ordersOf(sources, days)),
    [catalog, sources, message, days],
  );
  const question = useMemo<Question | undefined>(
    () =>
      message.value === '' || (needsExpression(form.comparison) && form.expression === '')
        ? undefined
        : questionOf(subject, form, changed(usual, changes), sources),
    [subject, form, usual, changes, sources],
  );
  const outcome = useLatest(question, ask);
  const answer = outcome.answer?.value;
  return (
    <>
      <FormView
        form={form}
        sources={sources}
        workspace={subject.workspace}
        onChange={(change) => setForm({ ...form, ...change })}
      />
      {message.value === '' ? (
        <p class="hint">Choose a message to see what became of it.</p>
      ) : (
        <StepsForm
          usual={usual}
          changes={changes}
          problem={outcome.problem?.value}
          onChange={setChanges}
        />
      )}
      <Standing outcome={outcome} />
      {message.value !== '' && answer && (
        <div class={freshness(outcome)} data-answer="results">
          {answer.channels.map((results) => {
            const channels = answer.channels.filter(({ extent }) => extent === ChannelExtent.ONE);
            const title = titleOf(results, channels.length);
            return <ResultsTable key={title} results={results} title={title} base={answer.base} />;
          })}
          <p class="hint">
            Counts and sums are exact. Below a difference stands where the truth lies with{' '}
            {Math.round(answer.confidence * 100)} %.
          </p>
          <Basis answer={answer} />
        </div>
      )}
    </>
  );
}

function ask(question: Question, signal: AbortSignal): Promise<ResultsResponse> {
  return messages.results(question, { signal, ...inLine('results') });
}

const needsExpression = (comparison: Comparison) =>
  comparison === 'holdout' || comparison === 'audience';

interface FormProps {
  readonly form: Form;
  readonly sources: Sources;
  readonly workspace: string;
  onChange(change: Partial<Form>): void;
}

function FormView({ form, sources, workspace, onChange }: FormProps) {
  const { message, comparison } = form;
  const number = (text: string) => Math.min(3_650, Math.max(1, Math.round(Number(text)) || 1));
  return (
    <div class="page-tools">
      <label>
        Messages by
        <select
          class="field"
          value={message.property}
          onChange={(event) =>
            onChange({ message: { property: event.currentTarget.value, value: '' } })
          }
        >
          {sources.properties.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <div class="page-tool">
        <span aria-hidden="true">Which</span>
        <Combobox
          label={`Which ${message.property}`}
          value={message.value}
          placeholder="choose"
          search={(text, signal) =>
            valuesOf(workspace, sources.sent, message.property, text, signal)
          }
          onPick={({ key }) => onChange({ message: { ...message, value: key } })}
          onText={(value) => onChange({ message: { ...message, value } })}
        />
      </div>
      {sources.orders !== undefined && (
        <label>
          Orders of the last days
          <input
            class="field number"
            type="number"
            min={1}
            max={3650}
            value={form.days}
            onChange={(event) => onChange({ days: number(event.currentTarget.value) })}
          />
        </label>
      )}
      <label>
        Compared with
        <select
          class="field"
          value={comparison}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            if (!isComparison(chosen)) return;
            onChange({ comparison: chosen, expression: chosen === 'holdout' ? HOLDOUT : '' });
          }}
        >
          {(Object.keys(COMPARISONS) as Comparison[]).map((each) => (
            <option key={each} value={each}>
              {COMPARISONS[each]}
            </option>
          ))}
        </select>
      </label>
      {needsExpression(comparison) && (
        <label class="page-tool-wide">
          {comparison === 'holdout' ? 'Who was sent nothing' : 'Who these others are'}
          <input
            class="field"
            spellcheck={false}
            autocomplete="off"
            placeholder={comparison === 'holdout' ? HOLDOUT : "segment('subscribers')"}
            value={form.expression}
            onChange={(event) => onChange({ expression: event.currentTarget.value.trim() })}
          />
        </label>
      )}
    </div>
  );
}

/** Values of a property in messages that were sent, by any channel, the most frequent first. */
async function valuesOf(
  workspace: string,
  sent: readonly string[],
  property: string,
  containing: string,
  signal: AbortSignal,
): Promise<readonly Option[]> {
  const lists = await Promise.all(
    sent.map(async (behaviour) => {
      const asked = { workspace, behaviour, property, containing, limit: SHOWN_VALUES };
      try {
        return (await catalogs.listPropertyValues(asked, { signal })).values;
      } catch (reason) {
        signal.throwIfAborted();
        // Not every channel's messages carry every property.
        if (sent.length === 1) throw reason;
        return [];
      }
    }),
  );
  return optionsOf(lists);
}
