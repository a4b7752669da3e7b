import { useRef, useState } from 'preact/hooks';
import { type Problem, problemOf } from '../api/problem';
import type { Predicate } from '../api/wire';
import { Faults } from '../shared/Faults';

interface Props {
  readonly name: string;
  readonly text: string;
  readonly parse: (text: string) => Promise<Predicate>;
  readonly onDone: (predicate: Predicate) => void;
  readonly onCancel: () => void;
}

/** One node as text, until it is taken or given up. */
export function NodeText({ name, text, parse, onDone, onCancel }: Props) {
  const [problem, setProblem] = useState<Problem>();
  const field = useRef<HTMLTextAreaElement>(null);
  const take = () => {
    const typed = field.current?.value ?? '';
    parse(typed).then(onDone, (reason: unknown) => setProblem(problemOf(reason)));
  };
  return (
    <div class="node-text">
      <textarea
        ref={(element) => {
          if (element && field.current !== element) element.focus();
          field.current = element;
        }}
        class="field"
        rows={3}
        spellcheck={false}
        aria-label={`${name} as text`}
        aria-invalid={problem !== undefined}
        defaultValue={text}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) take();
          else return;
          event.preventDefault();
        }}
      />
      {problem && <Faults faults={problem.faults} />}
      <div class="phrase">
        <button type="button" class="button primary" onClick={take}>
          Take it
        </button>
        <button type="button" class="button" onClick={onCancel}>
          Cancel
        </button>
        <span class="hint">Ctrl+Enter takes it, Escape gives it up</span>
      </div>
    </div>
  );
}
