import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import './combobox.css';

/** One thing to choose. */
export interface Option {
  readonly key: string;
  readonly label: string;
  /** On the right, aligned: a count, a type. */
  readonly detail?: string;
  /** The heading it stands under. */
  readonly section?: string;
}

interface Props {
  /** What is chosen here, for those who hear the page. */
  readonly label: string;
  /** What is chosen now; empty where each choice is added to others. */
  readonly value?: string;
  readonly placeholder?: string;
  /** What fits what has been typed; nothing typed fits everything. */
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Option[]>;
  readonly onPick: (option: Option) => void;
  /** Takes what was typed as it stands, where the list is not all there is. */
  readonly onText?: (text: string) => void;
  /** Backspace in an empty field. */
  readonly onBack?: () => void;
  /** By which a caller finds it to move the focus there. */
  readonly part?: string;
  readonly invalid?: boolean;
  readonly wide?: boolean;
}

/** A field with a list of what fits, as WAI-ARIA's combobox with list autocompletion. */
export function Combobox(props: Props) {
  const {
    label,
    value = '',
    placeholder,
    search,
    onPick,
    onText,
    onBack,
    part,
    invalid,
    wide,
  } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string>();
  const [options, setOptions] = useState<readonly Option[]>([]);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const searching = useRef<AbortController>();
  const latestSearch = useRef(search);
  latestSearch.current = search;

  const query = typed ?? '';
  useEffect(() => {
    if (!open) return undefined;
    const controller = new AbortController();
    searching.current = controller;
    latestSearch.current(query, controller.signal).then(
      (found) => {
        if (controller.signal.aborted) return;
        setOptions(found);
        const chosen = query === '' ? found.findIndex((option) => option.label === value) : 0;
        setActive(Math.max(chosen, 0));
      },
      () => undefined, // The page tells elsewhere that the server is away.
    );
    return () => controller.abort();
  }, [open, query, value]);

  useLayoutEffect(() => {
    const popup = list.current;
    if (!open || !popup) return;
    // A list near the right edge would make the page scroll sideways.
    popup.style.left = '0px';
    const over = popup.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
    if (over > 0) popup.style.left = `${-over}px`;
    popup.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [open, active, options]);

  const close = () => {
    setOpen(false);
    setTyped(undefined);
  };
  const pick = (option: Option | undefined) => {
    const text = query.trim();
    if (option) onPick(option);
    else if (onText && text) onText(text);
    else return;
    close();
  };
  const move = (by: number) => {
    if (!open) setOpen(true);
    else if (options.length > 0) setActive((active + by + options.length) % options.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (key === 'ArrowDown') move(1);
    else if (key === 'ArrowUp') move(-1);
    else if (key === 'Enter') pick(open ? options[active] : undefined);
    else if (key === 'Escape' && open) close();
    else if (key === 'Tab' && open && query !== '') {
      pick(options[active]);
      return;
    } else if (key === 'Backspace' && onBack && input.current?.value === '') onBack();
    else return;
    if (key !== 'Backspace') event.preventDefault();
  };

  const expanded = open && options.length > 0;
  const optionId = (at: number) => `${id}-${at}`;
  return (
    <span class={wide ? 'combobox wide' : 'combobox'}>
      <input
        ref={input}
        class="field"
        role="combobox"
        type="text"
        autocomplete="off"
        spellcheck={false}
        aria-label={label}
        aria-expanded={expanded}
        aria-controls={expanded ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={expanded ? optionId(active) : undefined}
        aria-invalid={invalid || undefined}
        data-part={part}
        placeholder={placeholder}
        size={Math.max(4, Math.min(28, (typed ?? (value || placeholder || '')).length + 1))}
        value={typed ?? value}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setOpen(true)}
        onBlur={() => close()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      {expanded && (
        <ul ref={list} id={`${id}-list`} role="listbox" class="options" aria-label={label}>
          {options.map((option, i) => (
            <>
              {option.section && option.section !== options[i - 1]?.section && (
                <li role="presentation" class="section">
                  {option.section}
                </li>
              )}
              <li
                key={option.key}
                id={optionId(i)}
                role="option"
                aria-selected={i === active}
                // Before the field loses the focus, which would close the list.
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => setActive(i)}
                onClick={() => pick(option)}
              >
                <span class="label">{option.label}</span>
                {option.detail && <span class="detail number">{option.detail}</span>}
              </li>
            </>
          ))}
        </ul>
      )}
      {open && options.length === 0 && query !== '' && !onText && (
        <span class="options none" role="status">
          Nothing fits “{query}”
        </span>
      )}
    </span>
  );
}
