import { useMemo } from 'preact/hooks';
import { sizesOf } from '../../../api/sizes';
import { insights } from '../../../api/insights';
import type { SizeSeries } from '../../../api/insightWords';
import { inLine } from '../../../api/line';
import { useLatest } from '../../../api/useLatest';
import type { GetCatalogResponse } from '../../../api/wire';
import { type Line, Series } from '../../../charts/Series';
import { counted } from '../../../shared/numbers';
import { useRemembered } from '../../../shared/remember';
import { freshness, Standing } from '../../../shared/Standing';
import { Basis } from '../Basis';
import type { Subject } from '../subject';
import { courseOf, movesOf } from './lines';

const SPANS = ['30', '90', '365'] as const;
type Span = (typeof SPANS)[number];
const isSpan = (text: string): text is Span => SPANS.some((each) => each === text);

/** Days that are foreseen. */
const COMING_DAYS = 30;

interface Question {
  readonly subject: Subject;
  readonly days: number;
}

interface Props {
  readonly subject: Subject;
  readonly catalog: GetCatalogResponse | undefined;
}

/** How large the segment was, who came and went, and how large it will be if nothing more happens. */
export function History({ subject, catalog }: Props) {
  const [span, setSpan] = useRemembered<Span>('segment.days', '90', isSpan);
  const question = useMemo<Question>(() => ({ subject, days: Number(span) }), [subject, span]);
  const history = useLatest(question, askHistory);
  const forecast = useLatest(question, askForecast);
  const answer = history.answer?.value;
  // A forecast of another question would not go on where this history ends.
  const coming =
    forecast.answer?.question === history.answer?.question ? forecast.answer?.value : undefined;
  return (
    <>
      <div class="page-tools">
        <label>
          Of the last days
          <select
            class="field"
            value={span}
            onChange={(event) => {
              if (isSpan(event.currentTarget.value)) setSpan(event.currentTarget.value);
            }}
          >
            {SPANS.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Standing outcome={history} />
      {!history.problem && forecast.problem && <Standing outcome={forecast} />}
      {answer && (
        <div class={freshness(history)} data-answer="history">
          <Answer history={answer} forecast={coming} zone={catalog?.settings?.timeZone || 'UTC'} />
        </div>
      )}
    </>
  );
}

function askHistory(
  { subject: { predicate, workspace, asOf }, days }: Question,
  signal: AbortSignal,
): Promise<SizeSeries> {
  const segment = { case: 'predicate', value: predicate } as const;
  const series = { case: 'days', value: { asOf, count: days } } as const;
  return insights
    .history({ workspace, segment, series }, { signal, ...inLine('history') })
    .then(sizesOf);
}

function askForecast(
  { subject: { predicate, workspace, asOf } }: Question,
  signal: AbortSignal,
): Promise<SizeSeries> {
  const segment = { case: 'predicate', value: predicate } as const;
  return insights
    .forecast({ workspace, segment, asOf, days: COMING_DAYS }, { signal, ...inLine('forecast') })
    .then(sizesOf);
}

interface AnswerProps {
  readonly history: SizeSeries;
  readonly forecast: SizeSeries | undefined;
  readonly zone: string;
}

function Answer({ history, forecast, zone }: AnswerProps) {
  const course = courseOf(history, forecast, zone);
  const { added, removed, change } = movesOf(history);
  const sizes: Line[] = [{ name: 'customers', values: course.past, kind: 'main' }];
  if (forecast) {
    sizes.push({ name: 'if nothing more happens', values: course.coming, kind: 'coming' });
  }
  const flows = course.instants.slice(0, course.added.length);
  return (
    <>
      <h2>Customers</h2>
      <Series
        label="Customers in the segment, by day"
        instants={course.instants}
        lines={sizes}
        told={counted}
        base="near"
        height={220}
      />
      <h2>Who came and went</h2>
      <Series
        label="Customers who came and went, by day"
        instants={flows}
        lines={[
          { name: 'came', values: course.added, kind: 'main' },
          { name: 'went', values: course.removed, kind: 'past' },
        ]}
        told={counted}
        height={130}
      />
      <p data-moves>
        In these {counted(history.points.length)} days <b class="number">{counted(added)}</b> came
        and <b class="number">{counted(removed)}</b> went: <b class="number">{signed(change)}</b> in
        all.
      </p>
      <p class="hint" data-as-now>
        {asNow(history.asNow)} Events that came late are counted at the instant when they happened.
      </p>
      <Basis answer={{ ...history, asOf: history.points.at(-1)?.asOf }} />
    </>
  );
}

function signed(change: bigint): string {
  if (change === 0n) return 'no change';
  return change < 0n ? `−${counted(-change)}` : `+${counted(change)}`;
}

function asNow(names: readonly string[]): string {
  return names.length === 0
    ? 'The segment asks about behaviours alone, which are as they were on each day.'
    : `Behaviours are as they were on each day; these have no past and are as they are now: ${names.join(', ')}.`;
}
