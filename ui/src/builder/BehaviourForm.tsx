import { create, type Predicate, type Selection, type Step, StepSchema } from '../api/wire';
import { toPredicate } from '../model/convert';
import { blank, group, type NodeId } from '../model/tree';
import { ValueType } from '../api/wire';
import { Combobox } from '../shared/Combobox';
import { Cross, Plus } from '../shared/icons';
import { counted } from '../shared/numbers';
import { Input, Select } from './controls';
import { type Scope, useDesk } from './desk';
import { TestForm } from './FieldForm';
import { fieldName } from './fields';
import { lastDays } from './make';
import {
  isOfProperty,
  MEASURES,
  measureOf,
  type MeasureWord,
  measureWord,
  typeOf,
  withMeasure,
  withNth,
  withSelection,
} from './measures';
import { remembered, WhereForm } from './WhereForm';
import { WindowForm } from './WindowForm';

interface Props {
  readonly predicate: Predicate;
  readonly selection: Selection;
  readonly onChange: (predicate: Predicate, merge?: string) => void;
}

/** A condition about behaviours, behind the first one's name: other behaviours and the measure. */
export function BehaviourLine({ predicate, selection, onChange }: Props) {
  const { scope } = useDesk();
  const others = (behaviours: string[]) =>
    onChange(withSelection(predicate, { ...selection, behaviours }));
  return (
    <>
      <OtherBehaviours selection={selection} onChange={others} />
      <Measured
        predicate={predicate}
        scope={scope.within(selection.behaviours)}
        onChange={onChange}
      />
    </>
  );
}

interface StepsProps extends Props {
  /** The clause's name. */
  readonly id: NodeId;
}

/** What narrows the events: conditions on them and windows. */
export function BehaviourSteps({ id, predicate, selection, onChange }: StepsProps) {
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

interface OthersProps {
  readonly selection: Selection;
  readonly onChange: (behaviours: string[]) => void;
}

/** The second behaviour and on: an event of any of them counts. */
function OtherBehaviours({ selection: { behaviours }, onChange }: OthersProps) {
  const { scope } = useDesk();
  return (
    <>
      {behaviours.slice(1).map((name, at) => (
        <span key={name} class="chip">
          or {name}
          <button
            type="button"
            aria-label={`Remove ${name}`}
            onClick={() => onChange(behaviours.toSpliced(at + 1, 1))}
          >
            <Cross />
          </button>
        </span>
      ))}
      <Combobox
        label="Or another behaviour"
        placeholder="or …"
        search={async (typed) =>
          scope.behaviours
            .filter(({ name }) => !behaviours.includes(name))
            .filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()))
            .map(({ name, events }) => ({ key: name, label: name, detail: counted(events) }))
        }
        onPick={({ key }) => onChange([...behaviours, key])}
      />
    </>
  );
}

interface MeasuredProps {
  readonly predicate: Predicate;
  readonly scope: Scope;
  readonly onChange: (predicate: Predicate, merge?: string) => void;
}

function Measured({ predicate, scope, onChange }: MeasuredProps) {
  const word = measureWord(predicate);
  const measure = measureOf(predicate)?.kind;
  const property = measure?.case === 'ofProperty' ? fieldName(measure.value.property) : '';
  return (
    <>
      <Select
        label="Measure"
        value={word}
        options={MEASURES}
        onChange={(next) =>
          onChange(withMeasure(predicate, next, property || propertyFor(next, scope)))
        }
      />
      {isOfProperty(word) && (
        <Select
          label="Property"
          value={property}
          options={properties(word, scope, property)}
          onChange={(name) => onChange(withMeasure(predicate, word, name))}
        />
      )}
      {measure?.case === 'nth' && (
        <Input
          label="Which time, counted from 1"
          numeric
          value={measure.value > 0 ? String(measure.value) : ''}
          onInput={(typed) =>
            onChange(withNth(predicate, /^\d{1,6}$/.test(typed) ? Number(typed) : 0), 'nth')
          }
        />
      )}
      {word !== 'did' && <TestForm predicate={predicate} type={typeOf(word)} onChange={onChange} />}
    </>
  );
}

/** The properties that a measure can be of: any may be told apart, numbers alone add up. */
function properties(
  word: MeasureWord,
  scope: Scope,
  chosen: string,
): ReadonlyArray<readonly [string, string]> {
  const names = scope.fields
    .filter(({ field }) => field.kind.case === 'name')
    .filter(({ type }) => word === 'distinct' || type === ValueType.NUMBER)
    .map(({ name }) => name);
  return [...new Set([chosen, ...names])].sort().map((name) => [name, name || 'choose …'] as const);
}

/** A measure begins with the only property it can be of. */
function propertyFor(word: MeasureWord, scope: Scope): string | undefined {
  const fitting = isOfProperty(word) ? properties(word, scope, '').filter(([name]) => name) : [];
  return fitting.length === 1 ? fitting[0]?.[0] : undefined;
}
