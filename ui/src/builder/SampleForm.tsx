import type { Predicate } from '../api/wire';
import { Input } from './controls';
import { predicate as predicateOf } from './make';

interface Props {
  readonly sample: Extract<Predicate['kind'], { case: 'sample' }>['value'];
  readonly onChange: (predicate: Predicate, merge?: string) => void;
}

/** A random part of everyone that stays the same, and apart from others of its name. */
export function SampleForm({ sample, onChange }: Props) {
  const put = (change: Partial<typeof sample>) =>
    onChange(predicateOf({ case: 'sample', value: { ...sample, ...change } }), 'sample');
  return (
    <>
      <span>from</span>
      <Input
        label="From percent"
        numeric
        value={sample.fromPercent}
        onInput={(fromPercent) => put({ fromPercent: fromPercent.trim() })}
      />
      <span>to</span>
      <Input
        label="To percent"
        numeric
        value={sample.toPercent}
        part="value"
        onInput={(toPercent) => put({ toPercent: toPercent.trim() })}
      />
      <span>% of the draw named</span>
      <Input label="Name of the draw" value={sample.salt} onInput={(salt) => put({ salt })} />
    </>
  );
}
