import { create, type Predicate, type Selection, type Step, StepSchema } from '../api/wire';
import { toPredicate } from '../model/convert';
import { blank, group, type NodeId } from '../model/tree';
import { Cross, Plus } from '../shared/icons';
import { useDesk } from './desk';
import { lastDays } from './make';
import { withSelection } from './measures';
import { sequenceWords } from './sequenceWords';
import { remembered, WhereForm } from './WhereForm';
import { WindowForm } from './WindowForm';

interface Props {
  /** The clause's name. */
  readonly id: NodeId;
  readonly predicate: Predicate;
  readonly selection: Selection;
  readonly onChange: (predicate: Predicate, merge?: string) => void;
}

/** What narrows the events: conditions on them and windows. */
export function BehaviourSteps({ id, predicate, selection, onChange }: Props) {
  const { scope, focus } = useDesk();
  const { behaviours, steps } = selection;
  const inner = scope.within(behaviours);
  const put = (next: Step[], merge?: string) =>
    onChange(withSelection(predicate, { ...selection, steps: next }), merge);
  const set = (at: number, kind: Step['kind'], merge?: string) =>
    put(steps.with(at, create(StepSchema, { kind })), merge);
  const drop = (at: number) => {
    put(steps.toSpliced(at, 1));
    focus(id, 'step');
  };
  const add = (kind: Step['kind']) => put([...steps, create(StepSchema, { kind })]);
  return (
    <div class={steps.length > 0 ? 'steps' : 'steps none'}>
      {steps.map((step, at) =>
        step.kind.case === 'where' ? (
          <WhereForm
            key={at}
            where={step.kind.value}
            scope={inner}
            onChange={(value, merge) => {
              if (value) set(at, { case: 'where', value }, merge && `${at}.${merge}`);
              else drop(at);
            }}
          />
        ) : step.kind.case === 'sequence' ? (
          <div class="phrase" key={at}>
            <span class="word">{sequenceWords(step.kind.value)}</span>
            <button
              type="button"
              class="button quiet icon small"
              aria-label="Take this sequence away"
              title="Take this sequence away"
              onClick={() => drop(at)}
            >
              <Cross />
            </button>
          </div>
        ) : (
          <div class="phrase within" key={at}>
            <span class="word">within</span>
            <WindowForm
              label="Within"
              part="within"
              window={step.kind.value}
              onChange={(value) => set(at, { case: 'within', value }, `${at}.within`)}
            />
            <button
              type="button"
              class="button quiet icon small"
              aria-label="At any time: take this window away"
              title="At any time"
              onClick={() => drop(at)}
            >
              <Cross />
            </button>
          </div>
        ),
      )}
      <div class="adders">
        <button
          type="button"
          class="button quiet small"
          data-part="step"
          onClick={() => {
            const first = blank();
            const where = group('all', [first]);
            add({ case: 'where', value: remembered(where, toPredicate(where)) });
            focus(first.id, 'picker');
          }}
        >
          <Plus /> where …
        </button>
        <button
          type="button"
          class="button quiet small"
          onClick={() => {
            add({ case: 'within', value: lastDays() });
            focus(id, 'within');
          }}
        >
          <Plus /> within …
        </button>
      </div>
    </div>
  );
}
