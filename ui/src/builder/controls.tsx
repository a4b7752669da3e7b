import type { Part } from './desk';

interface SelectProps<K extends string> {
  readonly label: string;
  readonly value: K;
  readonly options: ReadonlyArray<readonly [K, string]>;
  readonly part?: Part;
  readonly onChange: (value: K) => void;
}

/** A choice among few. */
export function Select<K extends string>(props: SelectProps<K>) {
  const { label, value, options, part, onChange } = props;
  return (
    <select
      class="field"
      aria-label={label}
      data-part={part}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as K)}
    >
      {options.map(([key, word]) => (
        <option key={key} value={key}>
          {word}
        </option>
      ))}
    </select>
  );
}

interface InputProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: 'text' | 'date' | 'datetime-local';
  readonly numeric?: boolean;
  readonly invalid?: boolean;
  readonly placeholder?: string;
  readonly part?: Part;
}

/** A field for a word, a number, a date. */
export function Input(props: InputProps) {
  const { label, value, onInput, type = 'text', numeric, invalid, placeholder, part } = props;
  return (
    <input
      class={numeric ? 'field numeric' : 'field'}
      type={type}
      step={type === 'datetime-local' ? 1 : undefined}
      inputMode={numeric ? 'decimal' : undefined}
      autocomplete="off"
      spellcheck={false}
      aria-label={label}
      aria-invalid={invalid || undefined}
      data-part={part}
      placeholder={placeholder}
      size={
        type === 'text' ? Math.max(numeric ? 4 : 10, Math.min(value.length + 1, 30)) : undefined
      }
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}
