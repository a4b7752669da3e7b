import { useMemo, useState } from 'preact/hooks';
import { segments } from '../../api/client';
import type { GetSegmentResponse } from '../../api/definitionWords';
import { predicateOf } from '../../api/parse';
import { type Problem, problemOf } from '../../api/problem';
import { useLatest } from '../../api/useLatest';
import type { GetCatalogResponse, Predicate, PreviewResponse, Timestamp } from '../../api/wire';
import { read } from '../../reading';
import { Faults } from '../../shared/Faults';
import { counted, share } from '../../shared/numbers';
import { freshness, Standing } from '../../shared/Standing';
import type { PageProps } from '../props';
import { Versions } from '../segments/Versions';
import type { Subject } from './subject';

interface Props {
  readonly subject: Subject;
  /** The segment as it is kept; undefined until it is known, and for what is not kept. */
  readonly kept: GetSegmentResponse | undefined;
  readonly catalog: GetCatalogResponse | undefined;
  readonly openPredicate: PageProps['openPredicate'];
}

type Question =
  | { readonly form: 'text'; readonly text: string; readonly about: About }
  | { readonly form: 'tree'; readonly predicate: Predicate; readonly about: About };

interface About {
  readonly workspace: string;
  readonly asOf: Timestamp | undefined;
}

/** What the segment is: its size, in words, as a text, and what it has been. */
export function Head({ subject, kept, catalog, openPredicate }: Props) {
  const { workspace, asOf, name, predicate } = subject;
  const saved = predicate.kind.case === 'inSegment';
  const current = kept?.segment?.current;
  const question = useMemo<Question | undefined>(() => {
    const about = { workspace, asOf };
    if (!saved) return { form: 'tree', predicate, about };
    return current && { form: 'text', text: current.expression, about };
  }, [saved, predicate, current, workspace, asOf]);
  const outcome = useLatest(question, ask, 0);
  const [problem, setProblem] = useState<Problem>();
  const preview = outcome.answer?.value;

  const open = (expression: string, version: number) => {
    setProblem(undefined);
    predicateOf(expression, { workspace, asOf }).then(
      (of) => openPredicate(of, name, { name, version }),
      (reason: unknown) => setProblem(problemOf(reason)),
    );
  };
  return (
    <section class="segment-head" aria-label="The segment">
      <Standing outcome={outcome} />
      {problem && <Faults faults={problem.faults} />}
      {preview && (
        <div class={freshness(outcome)}>
          <p class="segment-size" data-size>
            <b class="number">{counted(preview.count)}</b>{' '}
            {preview.count === 1n ? 'customer' : 'customers'},{' '}
            <span class="number">{share(preview.count, preview.population)}</span> of{' '}
            <span class="number">{counted(preview.population)}</span>
          </p>
          {preview.predicate && <p class="reading">{read(preview.predicate, catalog)}</p>}
          <code class="segment-text">{preview.expression}</code>
        </div>
      )}
      {current?.description && <p>{current.description}</p>}
      <p class="segment-facts">
        {current?.tags.map((tag) => (
          <span key={tag} class="tag">
            {tag}
          </span>
        ))}
        {kept && kept.usedBy.length > 0 && (
          <span class="hint">Used by {kept.usedBy.join(', ')}.</span>
        )}
        {preview?.predicate && (
          <button
            type="button"
            class="button"
            onClick={() => {
              const from = current && { name, version: current.number };
              if (preview.predicate) openPredicate(preview.predicate, name, from);
            }}
          >
            Open in the builder
          </button>
        )}
      </p>
      {kept && (
        <details>
          <summary>Versions: {counted(kept.versions.length)}</summary>
          <Versions
            versions={kept.versions}
            zone={catalog?.settings?.timeZone || 'UTC'}
            open={(version) => open(version.expression, version.number)}
          />
        </details>
      )}
    </section>
  );
}

function ask(question: Question, signal: AbortSignal): Promise<PreviewResponse> {
  const segment =
    question.form === 'text'
      ? ({ case: 'expression', value: question.text } as const)
      : ({ case: 'predicate', value: question.predicate } as const);
  return segments.preview({ ...question.about, segment }, { signal });
}
