import { create, type Span, SpanSchema, SpanUnit } from '../api/wire';
import { Input, Select } from './controls';

const UNITS: ReadonlyArray<readonly [string, string]> = [
  [String(SpanUnit.DAY), 'days'],
  [String(SpanUnit.WEEK), 'weeks'],
  [String(SpanUnit.MONTH), 'months'],
  [String(SpanUnit.YEAR), 'years'],
  [String(SpanUnit.HOUR), 'hours'],
  [String(SpanUnit.MINUTE), 'minutes'],
  [String(SpanUnit.SECOND), 'seconds'],
  [String(SpanUnit.MILLISECOND), 'milliseconds'],
];

interface Props {
  readonly label: string;
  readonly span: Span | undefined;
  readonly onChange: (span: Span) => void;
}

/** A duration: 14 days. */
export function SpanForm({ label, span, onChange }: Props) {
  const { amount, unit } = span ?? create(SpanSchema, { unit: SpanUnit.DAY });
  return (
    <>
      <Input
        label={`${label}: how many`}
        numeric
        value={amount > 0n ? String(amount) : ''}
        onInput={(typed) => {
          const digits = /^\d{1,9}$/.test(typed.trim()) ? BigInt(typed.trim()) : 0n;
          onChange(create(SpanSchema, { amount: digits, unit }));
        }}
      />
      <Select
        label={`${label}: unit`}
        value={String(unit)}
        options={UNITS}
        onChange={(chosen) => onChange(create(SpanSchema, { amount, unit: Number(chosen) }))}
      />
    </>
  );
}
