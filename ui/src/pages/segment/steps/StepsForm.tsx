import type { Problem } from '../../../api/problem';
import { type Changes, changed, keyOf, type Steps, stepOf } from './steps';

interface Props {
  /** As they would be asked unchanged. */
  readonly usual: readonly Steps[];
  readonly changes: Changes;
  /** Why they could not be asked; shown at the step that it is about. */
  readonly problem: Problem | undefined;
  onChange(changes: Changes): void;
}

/** What is asked of each channel, as expressions that may be changed. */
export function StepsForm({ usual, changes, problem, onChange }: Props) {
  const change = (key: string, was: string, expression: string) => {
    const { [key]: _, ...others } = changes;
    const text = expression.trim();
    onChange(text === '' || text === was ? others : { ...others, [key]: text });
  };
  const faults = (problem?.faults ?? []).map(({ place, message }) => ({
    key: stepOf(place, usual),
    message,
  }));
  const asked = changed(usual, changes);
  return (
    <details class="steps" open={faults.some(({ key }) => key !== undefined) || undefined}>
      <summary>What is asked, as expressions</summary>
      {usual.map(({ channel, steps }, at) => (
        <fieldset key={channel}>
          <legend>{channel}</legend>
          {steps.map(({ name, expression }, place) => {
            const key = keyOf(channel, name);
            const own = faults.filter((fault) => fault.key === key);
            return (
              <label key={name}>
                {name}
                <textarea
                  class="field"
                  rows={1}
                  spellcheck={false}
                  aria-label={`${channel}: ${name}`}
                  aria-invalid={own.length > 0 || undefined}
                  value={asked[at]?.steps[place]?.expression}
                  onChange={(event) => change(key, expression, event.currentTarget.value)}
                />
                {own.map(({ message }) => (
                  <span key={message} class="steps-fault">
                    {message}
                  </span>
                ))}
              </label>
            );
          })}
        </fieldset>
      ))}
      {Object.keys(changes).length > 0 && (
        <button type="button" class="button quiet" onClick={() => onChange({})}>
          Back to the usual
        </button>
      )}
    </details>
  );
}
