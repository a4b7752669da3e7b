import type { Field, Predicate } from '../api/wire';
import { Select } from './controls';
import { useDesk } from './desk';
import { fieldName, guessedType } from './fields';
import {
  type Operator,
  operatorOf,
  operatorsOf,
  type TestOperator,
  testOf,
  withOperator,
  withTest,
  wordOf,
} from './operators';
import { ValueForm } from './ValueForm';
import { type Operand, ValueType } from '../api/wire';

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

interface TestProps {
  readonly predicate: Predicate;
  readonly type: ValueType;
  readonly onChange: (predicate: Predicate, merge?: string) => void;
}

const NUMBER_TESTS: readonly TestOperator[] = [
  'atLeast',
  'is',
  'atMost',
  'greater',
  'less',
  'isNot',
  'oneOf',
];
const INSTANT_TESTS: readonly TestOperator[] = [
  'in',
  'less',
  'atLeast',
  'greater',
  'atMost',
  'is',
  'isNot',
  'oneOf',
];

/** What a measure, a size or a part of a date is held against. */
export function TestForm({ predicate, type, onChange }: TestProps) {
  const tests = type === ValueType.INSTANT ? INSTANT_TESTS : NUMBER_TESTS;
  const test = testOf(predicate, type) as TestOperator;
  const operand = operandOf(predicate);
  if (!operand) return null;
  return (
    <>
      <Select
        label="Comparison"
        value={test}
        options={withCurrent(tests, test).map((key) => [key, wordOf(key, type)])}
        onChange={(next) => onChange(withTest(predicate, operand, next, type))}
      />
      <ValueForm predicate={predicate} type={type} onChange={onChange} />
    </>
  );
}

function operandOf({ kind }: Predicate): Operand | undefined {
  const held = kind.case === 'compares' || kind.case === 'oneOf' || kind.case === 'inWindow';
  return held ? kind.value.operand : undefined;
}

function isPart(operator: Operator): boolean {
  return operator === 'month' || operator === 'weekday' || operator === 'hour';
}

/** A text may have an operator that a type does not offer; it is shown, not changed. */
function withCurrent<O extends Operator>(offered: readonly O[], current: O): readonly O[] {
  return offered.includes(current) ? offered : [...offered, current];
}
