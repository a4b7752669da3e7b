import { useMemo } from 'preact/hooks';
import { definitions } from '../../api/definitions';
import type { GetSegmentResponse } from '../../api/definitionWords';
import { useLatest } from '../../api/useLatest';
import { counted, share } from '../../shared/numbers';
import { freshness, Standing } from '../../shared/Standing';
import type { RowProps } from './Row';
import { Versions } from './Versions';

interface Question {
  readonly workspace: string;
  readonly name: string;
}

/** What a saved segment is, who uses it, whom its channels reach, and its versions. */
export function Details({ kept, reach, workspace, catalog, open }: RowProps) {
  const { name, version } = kept;
  const question = useMemo<Question>(() => ({ workspace, name }), [workspace, name]);
  const outcome = useLatest(question, ask, 0);
  const answer = outcome.answer?.value;
  return (
    <div class="details">
      {version.description && <p>{version.description}</p>}
      <code>{version.expression}</code>
      {reach && (
        <p>
          <b>Reach</b>{' '}
          {reach.channels
            .map(
              (each) =>
                `${each.name} ${counted(each.reached)} (${share(each.reached, reach.members)})`,
            )
            .join(', ')}
          ; no channel reaches {counted(reach.unreached)}.
        </p>
      )}
      <Standing outcome={outcome} />
      {answer && (
        <div class={freshness(outcome)}>
          <p>
            <b>Used by</b> {answer.usedBy.length > 0 ? answer.usedBy.join(', ') : 'nothing'}
          </p>
          <Versions
            versions={answer.versions}
            zone={catalog?.settings?.timeZone || 'UTC'}
            open={(each) => open(each.expression, name, each.number)}
          />
        </div>
      )}
    </div>
  );
}

function ask(question: Question, signal: AbortSignal): Promise<GetSegmentResponse> {
  return definitions.getSegment(question, { signal });
}
