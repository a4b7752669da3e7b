import { type Operand, type Predicate, ValueType } from '../api/wire';
import { Select } from './controls';
import { type Operator, type TestOperator, testOf, withTest } from './operators';
import { wordOf } from './operatorWords';
import { ValueForm } from './ValueForm';

interface Props {
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
export function TestForm({ predicate, type, onChange }: Props) {
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

/** A text may have an operator that a type does not offer; it is shown, not changed. */
export function withCurrent<O extends Operator>(offered: readonly O[], current: O): readonly O[] {
  return offered.includes(current) ? offered : [...offered, current];
}
