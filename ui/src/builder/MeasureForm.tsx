import { type Predicate, ValueType } from '../api/wire';
import { Input, Select } from './controls';
import type { Scope } from './desk';
import { fieldName } from './fields';
import {
  isOfProperty,
  MEASURES,
  measureOf,
  type MeasureWord,
  measureWord,
  typeOf,
  withMeasure,
  withNth,
} from './measures';
import { TestForm } from './TestForm';

interface Props {
  readonly predicate: Predicate;
  readonly scope: Scope;
  readonly onChange: (predicate: Predicate, merge?: string) => void;
}

/** What of the events is asked: that they are, how many, a sum, the first one. */
export function MeasureForm({ predicate, scope, onChange }: Props) {
  const word = measureWord(predicate);
  const measure = measureOf(predicate)?.kind;
  const property = measure?.case === 'ofProperty' ? fieldName(measure.value.property) : '';
  return (
    <>
      <Select
        label="Measure"
        value={word}
        options={MEASURES}
        onChange={(next) =>
          onChange(withMeasure(predicate, next, property || propertyFor(next, scope)))
        }
      />
      {isOfProperty(word) && (
        <Select
          label="Property"
          value={property}
          options={properties(word, scope, property)}
          onChange={(name) => onChange(withMeasure(predicate, word, name))}
        />
      )}
      {measure?.case === 'nth' && (
        <Input
          label="Which time, counted from 1"
          numeric
          value={measure.value > 0 ? String(measure.value) : ''}
          onInput={(typed) =>
            onChange(withNth(predicate, /^\d{1,6}$/.test(typed) ? Number(typed) : 0), 'nth')
          }
        />
      )}
      {word !== 'did' && <TestForm predicate={predicate} type={typeOf(word)} onChange={onChange} />}
    </>
  );
}

/** The properties that a measure can be of: any may be told apart, numbers alone add up. */
function properties(
  word: MeasureWord,
  scope: Scope,
  chosen: string,
): ReadonlyArray<readonly [string, string]> {
  const names = scope.fields
    .filter(({ field }) => field.kind.case === 'name')
    .filter(({ type }) => word === 'distinct' || type === ValueType.NUMBER)
    .map(({ name }) => name);
  return [...new Set([chosen, ...names])].sort().map((name) => [name, name || 'choose …'] as const);
}

/** A measure begins with the only property it can be of. */
function propertyFor(word: MeasureWord, scope: Scope): string | undefined {
  const fitting = isOfProperty(word) ? properties(word, scope, '').filter(([name]) => name) : [];
  return fitting.length === 1 ? fitting[0]?.[0] : undefined;
}
