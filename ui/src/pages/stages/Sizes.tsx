import type { CountStagesResponse } from '../../api/definitionWords';
import type { Outcome } from '../../api/latest';
import { Bar } from '../../charts/Bar';
import { fraction } from '../../shared/fraction';
import { counted, share } from '../../shared/numbers';
import { freshness } from '../../shared/Standing';
import type { SizeQuestion } from './ask';
import { stageName } from './moves';

interface Props {
  readonly outcome: Outcome<SizeQuestion, CountStagesResponse>;
  readonly answer: CountStagesResponse;
  open(expression: string, stage: string): void;
}

/** The stages in their order, each as a bar; with those in none they are everybody. */
export function Sizes({ outcome, answer, open }: Props) {
  const { stages, none, population } = answer;
  const all = none ? [...stages, none] : stages;
  const most = Math.max(...all.map(({ count }) => fraction(count, population)), Number.MIN_VALUE);
  return (
    <div class={freshness(outcome)}>
      <ul class="stages" aria-label="Stages">
        {all.map(({ name, count, expression }) => (
          <li key={name}>
            <button
              type="button"
              class={name === '' ? 'stage rest' : 'stage'}
              title={expression}
              onClick={() => open(expression, stageName(name))}
            >
              <span class="stage-name">{stageName(name)}</span>
              <Bar part={fraction(count, population) / most} />
              <span class="number">
                {counted(count)}
                <span class="unseen"> customers, </span>
              </span>
              <span class="number stage-share">
                {share(count, population)}
                <span class="unseen">. Open in the builder</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {answer.warnings.map(({ place, message }) => (
        <p key={place + message} class="hint">
          {place && `${place}: `}
          {message}
        </p>
      ))}
    </div>
  );
}
