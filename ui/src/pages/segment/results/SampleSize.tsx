import { useMemo, useState } from 'preact/hooks';
import { messages } from '../../../api/messages';
import type { SampleSizeResponse } from '../../../api/messageWords';
import { useLatest } from '../../../api/useLatest';
import { counted } from '../../../shared/numbers';
import { freshness, Standing } from '../../../shared/Standing';
import { percent } from './told';

interface Question {
  readonly baseRate: number;
  readonly difference: number;
  readonly power: number;
  readonly confidence: number;
}

const POWERS = [0.8, 0.9, 0.95];
const CONFIDENCES = [0.9, 0.95, 0.99];

/** How many customers two groups need, so that what a message does is seen. */
export function SampleSize() {
  const [rate, setRate] = useState('2');
  const [points, setPoints] = useState('0.4');
  const [power, setPower] = useState(0.8);
  const [confidence, setConfidence] = useState(0.95);
  const question = useMemo<Question>(
    () => ({ baseRate: Number(rate) / 100, difference: Number(points) / 100, power, confidence }),
    [rate, points, power, confidence],
  );
  const outcome = useLatest(question, ask);
  return (
    <section class="sample-size" aria-labelledby="sample-size-title">
      <h2 id="sample-size-title">How many customers it takes, before it is sent</h2>
      <div class="page-tools">
        <Percent label="Who does it anyway, in %" value={rate} onChange={setRate} />
        <Percent label="Hoped for on top, in points" value={points} onChange={setPoints} />
        <Chance label="Seen if it is there" value={power} among={POWERS} onChange={setPower} />
        <Chance
          label="Not seen if it is not"
          value={confidence}
          among={CONFIDENCES}
          onChange={setConfidence}
        />
      </div>
      <Standing outcome={outcome} />
      {outcome.answer && (
        <p class={freshness(outcome)} data-sample-size>
          <span>
            <b class="number">{counted(outcome.answer.value.perGroup)}</b> customers in each of the
            two groups tell {percent(rateWith(outcome.answer.question))} from{' '}
            {percent(outcome.answer.question.baseRate)}.
          </span>
        </p>
      )}
    </section>
  );
}

const rateWith = ({ baseRate, difference }: Question) => baseRate + difference;

function ask(question: Question, signal: AbortSignal): Promise<SampleSizeResponse> {
  return messages.sampleSize(question, { signal });
}

function Percent(props: {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}) {
  return (
    <label>
      {props.label}
      <input
        class="field number"
        type="number"
        step="any"
        value={props.value}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
    </label>
  );
}

function Chance(props: {
  readonly label: string;
  readonly value: number;
  readonly among: readonly number[];
  onChange(value: number): void;
}) {
  return (
    <label>
      {props.label}
      <select
        class="field"
        value={props.value}
        onChange={(event) => props.onChange(Number(event.currentTarget.value))}
      >
        {props.among.map((each) => (
          <option key={each} value={each}>
            {Math.round(each * 100)} %
          </option>
        ))}
      </select>
    </label>
  );
}
