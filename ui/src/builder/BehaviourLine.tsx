import type { Predicate, Selection } from '../api/wire';
import { Combobox } from '../shared/Combobox';
import { Cross } from '../shared/icons';
import { counted } from '../shared/numbers';
import { useDesk } from './desk';
import { MeasureForm } from './MeasureForm';
import { withSelection } from './measures';

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
      <MeasureForm
        predicate={predicate}
        scope={scope.within(selection.behaviours)}
        onChange={onChange}
      />
    </>
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
