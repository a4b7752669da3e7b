import { useRef } from 'preact/hooks';
import { Combobox, type Option } from '../shared/Combobox';
import { Cross } from '../shared/icons';

interface Props {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Option[]>;
  readonly onPick: (option: Option) => void;
  readonly onText?: (text: string) => void;
  readonly onRemove: (at: number) => void;
}

/** Some values, each with a button that takes it away, and a field that adds one more. */
export function Chips({ label, chosen, search, onPick, onText, onRemove }: Props) {
  const all = useRef<HTMLSpanElement>(null);
  const remove = (at: number) => {
    onRemove(at);
    // The button is gone a moment later, and the focus with it.
    all.current?.querySelector('input')?.focus();
  };
  return (
    <span class="chips" ref={all}>
      {chosen.map((word, at) => (
        <span key={word} class="chip">
          {word}
          <button type="button" aria-label={`Remove ${word}`} onClick={() => remove(at)}>
            <Cross />
          </button>
        </span>
      ))}
      <Combobox
        label={chosen.length > 0 ? `${label}: add` : label}
        placeholder={chosen.length > 0 ? 'or …' : 'choose …'}
        part="value"
        search={async (typed, signal) =>
          (await search(typed, signal)).filter((option) => !chosen.includes(option.label))
        }
        onPick={onPick}
        onText={onText}
        onBack={chosen.length > 0 ? () => onRemove(chosen.length - 1) : undefined}
      />
    </span>
  );
}
