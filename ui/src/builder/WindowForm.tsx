import { create, Period, SpanUnit, type Time, TimeSchema, type Window } from '../api/wire';
import { Select } from './controls';
import type { Part } from './desk';
import { lastDays, window } from './make';
import { SpanForm } from './SpanForm';
import { TimeForm } from './TimeForm';

type Kind = NonNullable<Window['kind']['case']>;

const KINDS: ReadonlyArray<readonly [Kind, string]> = [
  ['last', 'the last'],
  ['calendar', 'a calendar period:'],
  ['ago', 'from … to … ago:'],
  ['next', 'the next'],
  ['between', 'between'],
  ['since', 'since'],
  ['before', 'before'],
];

const PERIODS: ReadonlyArray<readonly [Period, string]> = [
  [Period.DAY, 'day'],
  [Period.WEEK, 'week'],
  [Period.MONTH, 'month'],
  [Period.QUARTER, 'quarter'],
  [Period.YEAR, 'year'],
];

interface Props {
  readonly label: string;
  readonly part?: Part;
  readonly window: Window | undefined;
  readonly onChange: (window: Window) => void;
}

/** A window in words: the last 14 days, this week, between two days. */
export function WindowForm({ label, part = 'value', window: given, onChange }: Props) {
  const { kind } = given ?? lastDays();
  return (
    <span class="phrase">
      <Select
        label={label}
        value={kind.case ?? 'last'}
        options={KINDS}
        part={part}
        onChange={(next) => onChange(begun(next))}
      />
      {(kind.case === 'last' || kind.case === 'next') && (
        <SpanForm
          label={label}
          span={kind.value.span}
          onChange={(span) => onChange(window({ case: kind.case, value: { span } }))}
        />
      )}
      {kind.case === 'ago' && (
        <>
          <SpanForm
            label={`${label}, from`}
            span={kind.value.from}
            onChange={(from) => onChange(window({ case: 'ago', value: { ...kind.value, from } }))}
          />
          <span>ago to</span>
          <SpanForm
            label={`${label}, to`}
            span={kind.value.to}
            onChange={(to) => onChange(window({ case: 'ago', value: { ...kind.value, to } }))}
          />
          <span>ago</span>
        </>
      )}
      {kind.case === 'between' && (
        <>
          <TimeForm
            label={`${label}, from`}
            time={kind.value.from}
            onChange={(from) =>
              onChange(window({ case: 'between', value: { ...kind.value, from } }))
            }
          />
          <span>and, without it,</span>
          <TimeForm
            label={`${label}, to`}
            time={kind.value.to}
            onChange={(to) => onChange(window({ case: 'between', value: { ...kind.value, to } }))}
          />
        </>
      )}
      {kind.case === 'since' && (
        <TimeForm
          label={`${label}, from`}
          time={kind.value.from}
          onChange={(from) => onChange(window({ case: 'since', value: { from } }))}
        />
      )}
      {kind.case === 'before' && (
        <TimeForm
          label={`${label}, to`}
          time={kind.value.to}
          onChange={(to) => onChange(window({ case: 'before', value: { to } }))}
        />
      )}
      {kind.case === 'calendar' && (
        <>
          <Select
            label={`${label}: which`}
            value={String(kind.value.offset)}
            options={offsets(kind.value.offset)}
            onChange={(offset) =>
              onChange(
                window({ case: 'calendar', value: { ...kind.value, offset: Number(offset) } }),
              )
            }
          />
          <Select
            label={`${label}: period`}
            value={String(kind.value.period)}
            options={PERIODS.map(([period, word]) => [String(period), word])}
            onChange={(period) =>
              onChange(
                window({ case: 'calendar', value: { ...kind.value, period: Number(period) } }),
              )
            }
          />
        </>
      )}
    </span>
  );
}

/** This one, the one before and so on, whatever a text has asked for included. */
function offsets(chosen: number): Array<readonly [string, string]> {
  const usual = [0, -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, 1, 2, 3];
  const all = usual.includes(chosen) ? usual : [...usual, chosen];
  return all.map((offset) => [String(offset), offsetWord(offset)]);
}

function offsetWord(offset: number): string {
  if (offset === 0) return 'this';
  if (offset === -1) return 'the previous';
  if (offset === 1) return 'the next';
  return offset < 0 ? `${-offset} before this` : `${offset} after this`;
}

function begun(kind: Kind): Window {
  switch (kind) {
    case 'last':
      return lastDays();
    case 'next':
      return window({ case: 'next', value: { span: { amount: 7n, unit: SpanUnit.DAY } } });
    case 'ago':
      return window({
        case: 'ago',
        value: {
          from: { amount: 90n, unit: SpanUnit.DAY },
          to: { amount: 30n, unit: SpanUnit.DAY },
        },
      });
    case 'between':
      return window({ case: 'between', value: { from: noDate(), to: noDate() } });
    case 'since':
      return window({ case: 'since', value: { from: noDate() } });
    case 'before':
      return window({ case: 'before', value: { to: noDate() } });
    case 'calendar':
      return window({ case: 'calendar', value: { period: Period.WEEK, offset: 0 } });
  }
}

function noDate(): Time {
  return create(TimeSchema, { anchor: { case: 'date', value: '' } });
}
