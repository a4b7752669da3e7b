import { type Timestamp, timestampDate, timestampFromDate } from '../api/wire';

interface Props {
  /** Undefined for now. */
  readonly asOf: Timestamp | undefined;
  /** The instant of the answer on the page. */
  readonly answered: Timestamp | undefined;
  readonly onChange: (asOf: Timestamp | undefined) => void;
}

/** The instant that is asked about: now, or a fixed one. */
export function AsOf({ asOf, answered, onChange }: Props) {
  return (
    <div class="as-of">
      <label>
        <span class="caption">as of</span>{' '}
        <select
          class="field"
          value={asOf ? 'instant' : 'now'}
          onChange={(event) =>
            onChange(event.currentTarget.value === 'now' ? undefined : (answered ?? fresh()))
          }
        >
          <option value="now">now</option>
          <option value="instant">a fixed instant</option>
        </select>
      </label>
      {asOf ? (
        <input
          class="field"
          type="datetime-local"
          step={1}
          aria-label="Instant asked about, in UTC"
          value={timestampDate(asOf).toISOString().slice(0, 19)}
          onChange={(event) => {
            const date = new Date(`${event.currentTarget.value}Z`);
            if (!Number.isNaN(date.getTime())) onChange(timestampFromDate(date));
          }}
        />
      ) : (
        <span class="hint number" data-answered>
          {answered && spoken(timestampDate(answered))}
        </span>
      )}
      {asOf && <span class="hint">UTC</span>}
    </div>
  );
}

const format = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

function spoken(date: Date): string {
  return `${format.format(date)} UTC`;
}

function fresh(): Timestamp {
  return timestampFromDate(new Date());
}
