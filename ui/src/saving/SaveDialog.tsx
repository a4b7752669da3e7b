import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { definitions } from '../api/definitions';
import { type Problem, problemOf } from '../api/problem';
import type { Predicate } from '../api/wire';
import type { Saved } from '../model/saved';
import { Faults } from '../shared/Faults';
import { useRemembered } from '../shared/remember';
import './saving.css';
import { type Draft, draftOf, expected, isOutdated, tagsOf } from './draft';
import { useKept } from './useKept';

interface Props {
  readonly workspace: string;
  readonly predicate: Predicate;
  /** Its text, as the server writes it. */
  readonly expression: string;
  /** Where the segment in the builder comes from, if it is kept under a name. */
  readonly saved: Saved | undefined;
  readonly onSaved: (saved: Saved) => void;
  readonly onClose: () => void;
}

/** Keeps the segment in the builder under a name, or as a new version of the one that has the name. */
export default function SaveDialog(props: Props) {
  const { workspace, predicate, expression, saved, onSaved, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [draft, setDraft] = useState<Draft>(draftOf(saved));
  const [author, setAuthor] = useRemembered('author', '', isAny);
  const [problem, setProblem] = useState<Problem>();
  const [said, setSaid] = useState('');
  const { kept, again } = useKept(workspace, draft.name);
  useEffect(() => dialog.current?.showModal(), []);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setProblem(undefined);
    setSaid('');
  };
  // What is kept is what is changed: an empty description would take the place of the one that is there.
  const shown = useMemo(() => ({ ...draftOf(saved, kept), ...draft }), [saved, kept, draft]);

  const save = async (over?: number) => {
    const name = shown.name.trim();
    const asked = {
      workspace,
      name,
      segment: { case: 'predicate', value: predicate } as const,
      description: shown.description ?? '',
      tags: tagsOf(shown.tags ?? ''),
      author,
    };
    try {
      const { segment } = kept
        ? await definitions.updateSegment({
            ...asked,
            expectedVersion: over ?? expected(name, kept.number, saved),
          })
        : await definitions.createSegment(asked);
      const version = segment?.current?.number ?? 0;
      onSaved({ name, version });
      setSaid(`Saved as “${name}”, version ${version}.`);
      again();
    } catch (reason) {
      setProblem(problemOf(reason));
      again();
    }
  };
  const conflict =
    kept && (problem?.kind === 'conflict' || isOutdated(shown.name.trim(), kept.number, saved));
  return (
    <dialog ref={dialog} class="saving" aria-labelledby="saving-title" onClose={onClose}>
      <form
        class="saving-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="saving-top">
          <h2 id="saving-title">Save the segment</h2>
          <button type="button" class="button quiet" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        <code class="saving-text">{expression}</code>
        <label>
          Name
          <input
            class="field"
            required
            maxLength={200}
            autocomplete="off"
            value={shown.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        </label>
        <p class="hint" role="status">
          {kept
            ? `“${shown.name.trim()}” is there: saving makes version ${kept.number + 1} of it.`
            : ''}
        </p>
        <label>
          Description
          <textarea
            class="field"
            rows={2}
            maxLength={2000}
            value={shown.description ?? ''}
            onInput={(event) => change({ description: event.currentTarget.value })}
          />
        </label>
        <label>
          Tags, separated by commas
          <input
            class="field"
            autocomplete="off"
            value={shown.tags ?? ''}
            onInput={(event) => change({ tags: event.currentTarget.value })}
          />
        </label>
        <label>
          Your name, kept with the version
          <input
            class="field"
            maxLength={200}
            value={author}
            onInput={(event) => setAuthor(event.currentTarget.value)}
          />
        </label>
        {problem && <Faults faults={problem.faults} />}
        {conflict && (
          <p class="saving-conflict">
            Version {kept.number}
            {kept.author && ` by ${kept.author}`} is in force: “
            {kept.description || kept.expression}”. It is newer than what you have. Saving over it
            takes its place; it stays among the versions.
          </p>
        )}
        <div class="saving-bottom">
          <p role="status">{said}</p>
          {conflict ? (
            <button type="button" class="button primary" onClick={() => void save(kept.number)}>
              Save over version {kept.number}
            </button>
          ) : (
            <button class="button primary" disabled={shown.name.trim() === ''}>
              {kept ? `Save version ${kept.number + 1}` : 'Save'}
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}

const isAny = (text: string): text is string => text !== undefined;
