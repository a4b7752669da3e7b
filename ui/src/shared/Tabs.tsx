import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import './tabs.css';

/** A part of a page that is shown alone. */
export interface Tab<K extends string> {
  readonly key: K;
  readonly title: string;
}

interface Props<K extends string> {
  /** What the tabs are of, for those who hear the page. */
  readonly label: string;
  readonly tabs: readonly Tab<K>[];
  readonly chosen: K;
  onChoose(key: K): void;
  /** What the chosen tab shows. */
  readonly children: ComponentChildren;
}

/** Parts of a page of which one is shown, after WAI-ARIA's tabs: Tab reaches the chosen one, arrows choose another. */
export function Tabs<K extends string>({ label, tabs, chosen, onChoose, children }: Props<K>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = tabs.findIndex(({ key }) => key === chosen);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[event.key];
    const next = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!next) return;
    event.preventDefault();
    onChoose(next.key);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <div class="tabs">
      <div ref={list} class="tab-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(({ key, title }) => (
          <button
            key={key}
            type="button"
            id={`${id}-${key}`}
            class="tab"
            role="tab"
            data-tab={key}
            aria-selected={key === chosen}
            aria-controls={`${id}-shown`}
            tabIndex={key === chosen ? 0 : -1}
            onClick={() => onChoose(key)}
          >
            {title}
          </button>
        ))}
      </div>
      <div id={`${id}-shown`} class="panel" role="tabpanel" aria-labelledby={`${id}-${chosen}`}>
        {children}
      </div>
    </div>
  );
}
