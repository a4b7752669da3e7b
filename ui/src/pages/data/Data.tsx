import { useMemo, useState } from 'preact/hooks';
import { useLatest } from '../../api/useLatest';
import { counted } from '../../shared/numbers';
import { useRemembered } from '../../shared/remember';
import { freshness, Standing } from '../../shared/Standing';
import type { PageProps } from '../props';
import { type CoverageQuestion, coverageOf } from './ask';
import { Attributes } from './Attributes';
import { Behaviours } from './Behaviours';
import { Clauses } from './Clauses';
import '../pages.css';
import './data.css';

/** Days that are drawn, by choice. */
const SPANS = ['14', '28', '90'] as const;
type Span = (typeof SPANS)[number];
const isSpan = (text: string): text is Span => SPANS.some((span) => span === text);

/** How much is known: who has which attribute, when events happened, and what the segment in the builder misses. */
export default function Data(props: PageProps) {
  const { workspace, asOf, catalog, built } = props;
  const [span, setSpan] = useRemembered<Span>('data.days', '28', isSpan);
  const [chosen, setChosen] = useState<string>();
  const zone = catalog?.settings?.timeZone || 'UTC';
  const question = useMemo<CoverageQuestion>(
    () => ({ workspace, asOf, days: Number(span) }),
    [workspace, asOf, span],
  );
  const outcome = useLatest(question, coverageOf, 0);
  const answer = outcome.answer?.value;
  return (
    <>
      <Standing outcome={outcome} />
      {answer && (
        <>
          <section class="panel" aria-labelledby="behaviours-title">
            <div class="data-top">
              <h2 id="behaviours-title">Events</h2>
              <label>
                Days{' '}
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
            <div class={freshness(outcome)}>
              <Behaviours answer={answer} zone={zone} chosen={chosen} onChoose={setChosen} />
            </div>
          </section>
          <section class="panel" aria-labelledby="attributes-title">
            <h2 id="attributes-title">Attributes</h2>
            <p class="hint">
              How many of {counted(answer.population)} customers have a value, and when one was last
              written.
            </p>
            <div class={freshness(outcome)}>
              <Attributes answer={answer} zone={zone} />
            </div>
          </section>
        </>
      )}
      <Clauses workspace={workspace} asOf={asOf} built={built} />
    </>
  );
}
