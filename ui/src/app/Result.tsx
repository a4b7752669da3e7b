import type { PreviewResponse, Timestamp } from '../api/wire';
import { counted, milliseconds, share } from '../shared/numbers';
import { AsOf } from './AsOf';

interface Props {
  readonly preview: PreviewResponse | undefined;
  readonly waiting: boolean;
  readonly failed: boolean;
  /** The last question has its answer. */
  readonly settled: boolean;
  readonly asOf: Timestamp | undefined;
  readonly onAsOf: (asOf: Timestamp | undefined) => void;
}

/** How many the segment has, always in view. */
export function Result({ preview, waiting, failed, settled, asOf, onAsOf }: Props) {
  const part = preview && preview.population > 0n ? ratio(preview) * 100 : 0;
  const stale = waiting || failed;
  return (
    <section
      class={stale ? 'result outdated' : 'result'}
      aria-label="Result"
      aria-busy={waiting}
      data-settled={settled}
    >
      <div class="frame">
        <p class="total">
          <span class="number" data-total>
            {preview ? counted(preview.count) : '–'}
          </span>{' '}
          <span class="unit">{preview?.count === 1n ? 'customer' : 'customers'}</span>
        </p>
        <div class="share">
          <p>
            <span class="number strong" data-share>
              {preview ? share(preview.count, preview.population) : '–'}
            </span>{' '}
            of <span class="number">{preview ? counted(preview.population) : '–'}</span>
          </p>
          <span class="meter" aria-hidden="true">
            <span style={{ width: `${part}%` }} />
          </span>
        </div>
        <p class="time number" data-elapsed title="Time the server took">
          {preview ? milliseconds(preview.planningNanos + preview.elapsedNanos) : '–'}
        </p>
        <AsOf asOf={asOf} answered={preview?.asOf} onChange={onAsOf} />
        {waiting && <span class="progress" aria-hidden="true" />}
      </div>
    </section>
  );
}

function ratio({ count, population }: PreviewResponse): number {
  return Number(count) / Number(population);
}
