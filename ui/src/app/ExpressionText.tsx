import { useEffect, useRef, useState } from 'preact/hooks';
import { Latest } from '../api/latest';
import type { Problem } from '../api/problem';
import type { Predicate } from '../api/wire';
import { Faults } from '../shared/Faults';

interface Props {
  /** The text of what is on the page, as the server writes it. */
  readonly expression: string;
  readonly parse: (text: string, signal?: AbortSignal) => Promise<Predicate>;
  readonly onRead: (predicate: Predicate) => void;
}

const PAUSE_MS = 200;

/** The segment as text. What is typed becomes the segment as soon as it can be read. */
export function ExpressionText({ expression, parse, onRead }: Props) {
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [reading, setReading] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // Whether more was typed than has been asked about: an answer on its way is of an older text.
  const pausing = useRef(false);
  const calls = useRef({ parse, onRead });
  calls.current = { parse, onRead };
  const reader = useRef<Latest<string, Predicate>>();
  reader.current ??= new Latest(
    (text, signal) => calls.current.parse(text, signal),
    ({ answer, problem: refused, settled }) => {
      if (!settled || pausing.current) return;
      setProblem(refused?.value);
      setReading(false);
      if (refused || !answer) return;
      calls.current.onRead(answer.value);
      // Who has left the field wants to see the server's own spelling.
      if (document.activeElement !== field.current) setDraft(undefined);
    },
  );

  useEffect(() => {
    if (draft === undefined) return undefined;
    const timer = setTimeout(() => {
      pausing.current = false;
      reader.current?.ask(draft.trim() || 'everyone()');
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => () => reader.current?.close(), []);

  const giveUp = () => {
    reader.current?.close();
    pausing.current = false;
    setDraft(undefined);
    setProblem(undefined);
    setReading(false);
  };
  const shown = draft ?? expression;
  return (
    <section class="panel text" aria-labelledby="text-title" aria-busy={reading}>
      <div class="heading">
        <h2 id="text-title">As text</h2>
        <CopyButton text={shown} />
      </div>
      <textarea
        ref={field}
        class="field"
        aria-labelledby="text-title"
        aria-describedby="text-hint"
        aria-invalid={problem !== undefined}
        spellcheck={false}
        rows={2}
        value={shown}
        onInput={(event) => {
          pausing.current = true;
          setDraft(event.currentTarget.value);
          setReading(true);
        }}
        onBlur={() => {
          // A text that reads well gives way to the server's own spelling.
          if (!problem && !reading) setDraft(undefined);
        }}
      />
      {problem && (
        <>
          <Faults faults={problem.faults} />
          <div class="phrase">
            <button type="button" class="button" onClick={giveUp}>
              Back to the conditions above
            </button>
          </div>
        </>
      )}
      <p class="hint" id="text-hint">
        Edit it here or above: both are the same segment.
      </p>
    </section>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <button
      type="button"
      class="button quiet small"
      onClick={() => {
        navigator.clipboard?.writeText(text).then(() => setDone(true));
      }}
    >
      {done ? 'Copied' : 'Copy'}
    </button>
  );
}
