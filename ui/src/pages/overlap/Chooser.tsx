import { useState } from 'preact/hooks';
import { counted } from '../../shared/numbers';
import { type Choice, matching, MAX_CHOSEN, toggled } from './chosen';

interface Props {
  readonly choices: readonly Choice[];
  readonly chosen: readonly Choice[];
  choose(chosen: readonly Choice[]): void;
}

/** Which segments are compared. */
export function Chooser({ choices, chosen, choose }: Props) {
  const [text, setText] = useState('');
  const shown = matching(choices, text);
  const keys = new Set(chosen.map(({ key }) => key));
  const full = chosen.length >= MAX_CHOSEN;
  return (
    <section class="panel chooser" aria-labelledby="chooser-title">
      <h2 id="chooser-title">Segments</h2>
      <p class="hint" role="status">
        {counted(chosen.length)} of {counted(choices.length)} chosen
        {full && `; more than ${MAX_CHOSEN} are not compared at once`}
      </p>
      <label class="chooser-search">
        <span class="unseen">Search these segments</span>
        <input
          class="field"
          type="search"
          placeholder="Search"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="chooser-tools">
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            const wanted = new Set([...keys, ...shown.map(({ key }) => key)]);
            choose(choices.filter(({ key }) => wanted.has(key)).slice(0, MAX_CHOSEN));
          }}
        >
          Choose {text.trim() ? 'these' : 'all'}
        </button>
        <button type="button" class="button quiet" onClick={() => choose([])}>
          Choose none
        </button>
      </div>
      <ul class="chooser-list">
        {shown.map((each) => (
          <li key={each.key}>
            <label>
              <input
                type="checkbox"
                checked={keys.has(each.key)}
                disabled={full && !keys.has(each.key)}
                onChange={() => choose(toggled(choices, chosen, each))}
              />
              <span>{each.name}</span>
              {each.kind === 'kept' && <span class="hint">kept in the builder</span>}
            </label>
          </li>
        ))}
      </ul>
      {shown.length === 0 && choices.length > 0 && <p class="hint">No name fits “{text}”.</p>}
    </section>
  );
}
