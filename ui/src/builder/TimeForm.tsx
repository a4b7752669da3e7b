import {
  create,
  Direction,
  SpanUnit,
  type Time,
  type Time_Shift,
  Time_ShiftSchema,
  TimeSchema,
  timestampDate,
  timestampFromDate,
} from '../api/wire';
import { Cross } from '../shared/icons';
import { Input, Select } from './controls';
import { SpanForm } from './SpanForm';

interface Props {
  readonly label: string;
  readonly time: Time | undefined;
  readonly onChange: (time: Time) => void;
}

type Anchor = 'date' | 'instant' | 'now';

const ANCHORS: ReadonlyArray<readonly [Anchor, string]> = [
  ['date', 'the day'],
  ['instant', 'the instant'],
  ['now', 'now'],
];

/** An instant: a day, a moment or now, shifted or not. */
export function TimeForm({ label, time, onChange }: Props) {
  const { anchor, shifts } = time ?? create(TimeSchema, { anchor: { case: 'date', value: '' } });
  const change = (next: Partial<Pick<Time, 'anchor' | 'shifts'>>) =>
    onChange(create(TimeSchema, { anchor, shifts, ...next }));
  const kind: Anchor = anchor.case ?? 'date';
  const shift = (at: number, next: Time_Shift) => change({ shifts: shifts.with(at, next) });
  return (
    <span class="phrase">
      <Select
        label={`${label}: kind`}
        value={kind}
        options={ANCHORS}
        onChange={(next) => change({ anchor: anchorOf(next) })}
      />
      {kind === 'date' && (
        <Input
          label={label}
          type="date"
          value={anchor.case === 'date' ? anchor.value : ''}
          onInput={(value) => change({ anchor: { case: 'date', value } })}
        />
      )}
      {anchor.case === 'instant' && (
        <>
          <Input
            label={`${label}, in UTC`}
            type="datetime-local"
            value={timestampDate(anchor.value).toISOString().slice(0, 19)}
            onInput={(typed) => {
              const date = new Date(`${typed}Z`);
              if (Number.isNaN(date.getTime())) return;
              change({ anchor: { case: 'instant', value: timestampFromDate(date) } });
            }}
          />
          <span>UTC</span>
        </>
      )}
      {shifts.map((step, at) => (
        <span class="phrase" key={at}>
          <Select
            label={`${label}: shift ${at + 1}`}
            value={String(step.direction)}
            options={[
              [String(Direction.EARLIER), 'minus'],
              [String(Direction.LATER), 'plus'],
            ]}
            onChange={(direction) => shift(at, { ...step, direction: Number(direction) })}
          />
          <SpanForm
            label={`${label}: shift ${at + 1}`}
            span={step.span}
            onChange={(span) => shift(at, { ...step, span })}
          />
          <button
            type="button"
            class="button quiet icon"
            aria-label={`${label}: take shift ${at + 1} away`}
            onClick={() => change({ shifts: shifts.filter((_, other) => other !== at) })}
          >
            <Cross />
          </button>
        </span>
      ))}
      {shifts.length === 0 && (
        <button
          type="button"
          class="button quiet small"
          aria-label={`${label}: shift it earlier or later`}
          title="Earlier or later by so much"
          onClick={() => change({ shifts: [earlierByADay()] })}
        >
          ±
        </button>
      )}
    </span>
  );
}

function anchorOf(kind: Anchor): Time['anchor'] {
  switch (kind) {
    case 'date':
      return { case: 'date', value: '' };
    case 'instant': {
      const now = new Date();
      now.setUTCMilliseconds(0);
      return { case: 'instant', value: timestampFromDate(now) };
    }
    case 'now':
      return create(TimeSchema, { anchor: { case: 'now', value: {} } }).anchor;
  }
}

function earlierByADay(): Time_Shift {
  const span = { amount: 1n, unit: SpanUnit.DAY };
  return create(Time_ShiftSchema, { direction: Direction.EARLIER, span });
}
