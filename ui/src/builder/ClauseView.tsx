import { useState } from 'preact/hooks';
import { fromPredicate } from '../model/convert';
import { tidy } from '../model/tidy';
import { blank, type Clause, group } from '../model/tree';
import { BehaviourLine } from './BehaviourLine';
import { BehaviourSteps } from './BehaviourSteps';
import { Faults } from '../shared/Faults';
import { useDesk } from './desk';
import { FieldForm } from './FieldForm';
import { beside, dropAt } from './drag';
import { fieldOf } from './fields';
import { isWritten, KindPicker, kindName } from './KindPicker';
import { selectionOf } from './measures';
import { NodeText } from './NodeText';
import { NodeTools } from './NodeTools';
import { NumbersView } from './NumbersView';
import { SampleForm } from './SampleForm';
import type { Predicate } from '../api/wire';

/** One condition: what it asks, what it does, what can be done with it. */
export function ClauseView({ clause }: { readonly clause: Clause }) {
  const desk = useDesk();
  const [asText, setAsText] = useState(false);
  const { id, predicate, negated, muted } = clause;
  const name = kindName(predicate) || 'new condition';
  const numbers = desk.numbers(id);
  const faults = desk.faults(id);
  const change = (next: Predicate, merge?: string) =>
    desk.edit({ do: 'predicate', id, predicate: next }, merge && `${id}.${merge}`);
  const startGroup = () => {
    const first = blank();
    desk.edit({ do: 'replace', id, node: { ...group('any', [first]), negated } });
    desk.focus(first.id, 'picker');
  };
  const classes = ['node', 'clause', muted && 'muted', faults.length > 0 && 'faulty'];
  const selection = selectionOf(predicate);
  const field = fieldOf(predicate);
  const absent = muted ? 'muted' : tidy(predicate) ? '' : 'not counted yet';
  // Conditions on events take the whole width; until there are any, the buttons stay in the line.
  const narrowed = selection !== undefined && selection.steps.length > 0 && !asText;
  const steps = selection && (
    <BehaviourSteps id={id} predicate={predicate} selection={selection} onChange={change} />
  );
  return (
    <div
      class={classes.filter(Boolean).join(' ')}
      role="group"
      aria-label={`Condition: ${negated ? 'not ' : ''}${name}${muted ? ', muted' : ''}`}
      data-node={id}
      {...dropAt(desk, beside(desk, id))}
    >
      <div class="form">
        {asText && desk.parse ? (
          <NodeText
            name={name}
            text={numbers?.expression ?? ''}
            parse={desk.parse}
            onCancel={() => {
              setAsText(false);
              desk.focus(id, 'menu');
            }}
            onDone={(read) => {
              const node = { ...fromPredicate(read), id };
              desk.edit({ do: 'replace', id, node });
              setAsText(false);
              desk.focus(id, 'menu');
            }}
          />
        ) : (
          <>
            <Polarity clause={clause} did={selection !== undefined} />
            <KindPicker predicate={predicate} onPick={change} onGroup={startGroup} />
            {selection && (
              <BehaviourLine predicate={predicate} selection={selection} onChange={change} />
            )}
            {field && <FieldForm predicate={predicate} field={field} onChange={change} />}
            {isWritten(predicate) && <code>{numbers?.expression ?? ''}</code>}
            {predicate.kind.case === 'sample' && (
              <SampleForm sample={predicate.kind.value} onChange={change} />
            )}
          </>
        )}
        {!narrowed && !asText && steps}
        <Faults faults={faults} />
      </div>
      {narrowed && steps}
      {desk.scope.about === 'customers' && (
        <NumbersView
          numbers={numbers}
          population={desk.population}
          stale={desk.stale}
          absent={absent}
        />
      )}
      <NodeTools
        node={clause}
        name={name}
        onText={desk.parse && numbers ? () => setAsText(true) : undefined}
      />
    </div>
  );
}

/** Did or did not; for other conditions a word that shows only where it is said. */
function Polarity({
  clause: { id, negated },
  did,
}: {
  readonly clause: Clause;
  readonly did: boolean;
}) {
  const { edit } = useDesk();
  if (!did && !negated) return null;
  const word = did ? (negated ? 'did not' : 'did') : 'not';
  return (
    <button
      type="button"
      class={negated ? 'button polarity negated' : 'button polarity'}
      aria-pressed={negated}
      aria-label={did ? 'did not' : 'not'}
      title={negated ? 'Ask for those who do' : 'Ask for those who do not'}
      onClick={() => edit({ do: 'negate', id })}
    >
      {word}
    </button>
  );
}
