import { type Field, type Predicate, ValueType } from '../api/wire';
import { Select } from './controls';
import { useDesk } from './desk';
import { fieldName, guessedType } from './fields';
import { type Operator, operatorOf, operatorsOf, withOperator } from './operators';
import { wordOf } from './operatorWords';
import { TestForm, withCurrent } from './TestForm';
import { ValueForm } from './ValueForm';

interface Props {
  readonly predicate: Predicate;
  readonly field: Field;
  readonly onChange: (predicate: Predicate, merge?: string) => void;
}

/** A condition about an attribute or property, behind its name: operator and value. */
export function FieldForm({ predicate, field, onChange }: Props) {
  const { scope } = useDesk();
  const name = fieldName(field);
  const type = scope.fields.find((known) => known.name === name)?.type ?? guessedType(predicate);
  const operator = operatorOf(predicate, type);
  const inner = operator === 'size' || isPart(operator);
  return (
    <>
      <Select
        label="Operator"
        value={operator}
        options={withCurrent(operatorsOf(type), operator).map((key) => [key, wordOf(key, type)])}
        onChange={(next) => onChange(withOperator(predicate, field, next, type))}
      />
      {inner ? (
        <TestForm predicate={predicate} type={ValueType.NUMBER} onChange={onChange} />
      ) : (
        <ValueForm
          predicate={predicate}
          type={type}
          offers={field.kind.case === 'name' ? field.kind.value : undefined}
          onChange={onChange}
        />
      )}
    </>
  );
}

function isPart(operator: Operator): boolean {
  return operator === 'month' || operator === 'weekday' || operator === 'hour';
}
