import type { ComponentChildren } from 'preact';
import { useRemembered } from '../shared/remember';

interface Props {
  readonly id: string;
  readonly title: string;
  /** Short, behind the title. */
  readonly note?: string;
  readonly opened: 'at first' | 'on demand';
  /** Made only while the panel is open, so that a closed one asks nothing. */
  readonly children: () => ComponentChildren;
}

const isState = (text: string): text is 'open' | 'closed' => text === 'open' || text === 'closed';

/** A part of the page with a heading that opens and closes it; it remembers which. */
export function Panel({ id, title, note, opened, children }: Props) {
  const first = opened === 'at first' ? 'open' : 'closed';
  const [state, setState] = useRemembered<'open' | 'closed'>(`${id}.state`, first, isState);
  const open = state === 'open';
  return (
    <section class="panel" aria-labelledby={`${id}-title`} data-panel={id}>
      <h2 id={`${id}-title`}>
        <button
          type="button"
          class="panel-toggle"
          aria-expanded={open}
          aria-controls={`${id}-body`}
          onClick={() => setState(open ? 'closed' : 'open')}
        >
          <svg class="panel-chevron" viewBox="0 0 12 12" aria-hidden="true">
            <path d="M4 2l4 4-4 4" />
          </svg>
          {title}
          {note && <span class="panel-note number">{note}</span>}
        </button>
      </h2>
      <div id={`${id}-body`} class="panel-body" hidden={!open}>
        {open && children()}
      </div>
    </section>
  );
}
