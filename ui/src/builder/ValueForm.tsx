import {
  Comparison,
  create,
  DatePart,
  type Literal,
  LiteralSchema,
  type Operand,
  type Predicate,
  ValueType,
} from '../api/wire';
import { NO_MEMBER } from '../model/tidy';
import { Combobox, type Option } from '../shared/Combobox';
import { Chips } from './Chips';
import { Input, Select } from './controls';
import { useDesk } from './desk';
import { literalOf, literalText } from './literals';
import { compares, decimal, inWindow, noLiteral, oneOf, text } from './make';
import { listsInOne, literalsOf } from './operators';
import { TimeForm } from './TimeForm';
import { WindowForm } from './WindowForm';

interface Props {
  readonly predicate: Predicate;
  /** Of the value. */
  readonly type: ValueType;
  /** The field whose values are offered; none for measures. */
  readonly offers?: string;
  readonly onChange: (predicate: Predicate, merge?: string) => void;
}

/** What a condition's field or measure is held against. */
export function ValueForm({ predicate, type, offers, onChange }: Props) {
  const { scope } = useDesk();
  const { kind } = predicate;
  const search = async (typed: string, signal: AbortSignal): Promise<readonly Option[]> =>
    offers === undefined ? [] : scope.values(offers, typed, signal);

  switch (kind.case) {
    case 'fits':
      return (
        <Input
          label="Text to find"
          value={kind.value.pattern}
          part="value"
          onInput={(pattern) =>
            onChange(
              { ...predicate, kind: { case: 'fits', value: { ...kind.value, pattern } } },
              'pattern',
            )
          }
        />
      );
    case 'hasMember': {
      const put = (member: string) =>
        onChange({ ...predicate, kind: { case: 'hasMember', value: { ...kind.value, member } } });
      return (
        <Combobox
          label="Member"
          value={kind.value.member}
          placeholder="choose …"
          part="value"
          search={search}
          onPick={({ label }) => put(label)}
          onText={put}
        />
      );
    }
    case 'hasMembers': {
      const chosen = kind.value.values.filter((value) => value !== NO_MEMBER);
      const put = (next: string[]) => {
        const values = next.length > 0 ? next : [NO_MEMBER];
        onChange({ ...predicate, kind: { case: 'hasMembers', value: { ...kind.value, values } } });
      };
      return (
        <Chips
          label="Members"
          chosen={chosen}
          search={search}
          onPick={({ label }) => put([...chosen, label])}
          onText={(typed) => put([...chosen, typed])}
          onRemove={(at) => put(chosen.toSpliced(at, 1))}
        />
      );
    }
    case 'inWindow': {
      const { operand, window } = kind.value;
      return (
        <WindowForm
          label="Window"
          window={window}
          onChange={(next) => onChange(inWindow(operand as Operand, next), 'window')}
        />
      );
    }
    case 'compares':
    case 'oneOf': {
      const operand = kind.value.operand as Operand;
      const names = partNames(operand);
      const literals = literalsOf(predicate);
      const several = kind.case === 'oneOf' || (listsInOne(type) && isEquality(predicate));
      if (several) {
        const put = (next: Literal[]) => onChange(listed(operand, next, type));
        const words = literals.map((literal) => nameOf(names, literalText(literal)));
        return (
          <Chips
            label="Values"
            chosen={words}
            search={names ? async (typed) => fitting(names, typed) : search}
            onPick={({ key }) => put([...literals, names ? decimal(key) : text(key)])}
            onText={
              names
                ? undefined
                : (typed) => {
                    const literal = literalOf(typed, type);
                    if (literal) put([...literals, literal]);
                  }
            }
            onRemove={(at) => put(literals.toSpliced(at, 1))}
          />
        );
      }
      const comparison = kind.case === 'compares' ? kind.value.comparison : Comparison.EQUAL;
      const put = (literal: Literal, merge?: string) =>
        onChange(compares(operand, comparison, literal), merge);
      return (
        <OneValue
          literal={literals[0] ?? noLiteral()}
          type={type}
          names={names}
          search={search}
          onChange={put}
        />
      );
    }
    default:
      return null;
  }
}

interface OneValueProps {
  readonly literal: Literal;
  readonly type: ValueType;
  readonly names: readonly Option[] | undefined;
  readonly search: (typed: string, signal: AbortSignal) => Promise<readonly Option[]>;
  readonly onChange: (literal: Literal, merge?: string) => void;
}

function OneValue({ literal, type, names, search, onChange }: OneValueProps) {
  const shown = literalText(literal);
  if (names) {
    return (
      <Select
        label="Value"
        value={shown}
        part="value"
        options={names.map(({ key, label }) => [key, label])}
        onChange={(key) => onChange(decimal(key))}
      />
    );
  }
  switch (type) {
    case ValueType.BOOLEAN:
      return null; // The operator says it all.
    case ValueType.NUMBER:
      return (
        <Input
          label="Number"
          numeric
          value={shown}
          part="value"
          invalid={shown !== '' && literalOf(shown, type) === undefined}
          onInput={(typed) => onChange(decimal(typed.trim()), 'number')}
        />
      );
    case ValueType.DATE:
    case ValueType.INSTANT:
      return (
        <TimeForm
          label="Instant"
          time={literal.kind.case === 'time' ? literal.kind.value : undefined}
          onChange={(value) =>
            onChange(create(LiteralSchema, { kind: { case: 'time', value } }), 'time')
          }
        />
      );
    default:
      return (
        <Combobox
          label="Value"
          value={shown}
          placeholder="choose …"
          part="value"
          search={search}
          onPick={({ key }) => onChange(text(key))}
          onText={(typed) => onChange(text(typed))}
        />
      );
  }
}

/** As few words as say it: one keyword is an equality, none is unfinished. */
function listed(operand: Operand, literals: Literal[], type: ValueType): Predicate {
  if (!listsInOne(type)) return oneOf(operand, literals.length > 0 ? literals : [noLiteral()]);
  if (literals.length > 1) return oneOf(operand, literals);
  return compares(operand, Comparison.EQUAL, literals[0] ?? noLiteral());
}

function isEquality({ kind }: Predicate): boolean {
  return kind.case === 'compares' && kind.value.comparison === Comparison.EQUAL;
}

const MONTHS =
  'January February March April May June July August September October November December';
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday';

function partNames({ kind }: Operand): readonly Option[] | undefined {
  if (kind.case !== 'partOf') return undefined;
  const numbered = (words: string, from: number) =>
    words.split(' ').map((label, i) => ({ key: String(i + from), label }));
  switch (kind.value.part) {
    case DatePart.MONTH:
      return numbered(MONTHS, 1);
    case DatePart.WEEKDAY:
      return numbered(WEEKDAYS, 1);
    default:
      return Array.from({ length: 24 }, (_, hour) => ({ key: String(hour), label: `${hour}:00` }));
  }
}

function nameOf(names: readonly Option[] | undefined, key: string): string {
  return names?.find((option) => option.key === key)?.label ?? key;
}

function fitting(names: readonly Option[], typed: string): readonly Option[] {
  const wanted = typed.toLowerCase();
  return names.filter(({ label }) => label.toLowerCase().includes(wanted));
}
