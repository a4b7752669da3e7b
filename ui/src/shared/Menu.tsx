import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import './menu.css';

/** One command of a menu. */
export interface Command {
  readonly label: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  run(): void;
}

interface Props {
  readonly label: string;
  readonly commands: readonly Command[];
  readonly part?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A button that opens a menu, as WAI-ARIA's menu button. */
export function Menu({ label, commands, part, class: className, children }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [
    ...(menu.current?.querySelectorAll<HTMLButtonElement>('[role=menuitem]') ?? []),
  ];

  useLayoutEffect(() => {
    const popup = menu.current;
    if (!open || !popup) return;
    items()[0]?.focus();
    const room = window.innerHeight - popup.getBoundingClientRect().bottom;
    popup.classList.toggle('above', room < 8 && popup.getBoundingClientRect().height < 400);
  }, [open]);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (!menu.current?.contains(event.target as globalThis.Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const go = (to: number) => all[(to + all.length) % all.length]?.focus();
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (event.key === 'Escape') {
      setOpen(false);
      button.current?.focus();
    } else if (event.key === 'Tab') {
      setOpen(false);
      return;
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      const letter = event.key.toLowerCase();
      const next = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      next.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <span class="menu">
      <button
        ref={button}
        type="button"
        class={className ?? 'button quiet icon'}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        data-part={part}
        title={label}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || event.altKey || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open && (
        <div
          ref={menu}
          id={id}
          class="commands"
          role="menu"
          aria-label={label}
          onKeyDown={onKeyDown}
        >
          {commands.map((command) => (
            <button
              key={command.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={command.danger ? 'danger' : undefined}
              aria-disabled={command.disabled || undefined}
              onClick={() => {
                if (command.disabled) return;
                setOpen(false);
                // First, so that a command may take the focus elsewhere.
                button.current?.focus();
                command.run();
              }}
            >
              <span>{command.label}</span>
              {command.keys && <kbd>{command.keys}</kbd>}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}
