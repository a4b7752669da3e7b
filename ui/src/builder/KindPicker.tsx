import type { Predicate } from '../api/wire';
import { Combobox, type Option } from '../shared/Combobox';
import { counted } from '../shared/numbers';
import { type Saved, type Scope, useDesk } from './desk';
import { fieldName, fieldOf } from './fields';
import { did, predicate as predicateOf, selection } from './make';
import { selectionOf, withSelection } from './measures';
import { begun } from './operators';

interface Props {
  readonly predicate: Predicate;
  readonly onPick: (predicate: Predicate) => void;
  /** A group of conditions is wanted in place of one condition. */
  readonly onGroup: () => void;
}

const SPECIAL: ReadonlyArray<readonly [string, string]> = [
  ['group', 'a group of conditions'],
  ['sample', 'a random part'],
  ['everyone', 'everyone'],
  ['nobody', 'nobody'],
];

const AUDIENCES = {
  inSegment: { key: 'g', word: 'segment', section: 'Saved segments · tags' },
  inList: { key: 'l', word: 'list', section: 'Static lists · customers' },
} as const;

/** The first word of a condition: an attribute, a behaviour, a saved segment, a list or one of a few others. */
export function KindPicker({ predicate, onPick, onGroup }: Props) {
  const { scope } = useDesk();
  const pick = ({ key }: Option) => {
    const [kind, name] = [key.slice(0, 1), key.slice(2)];
    if (kind === 'f') onPick(aboutField(predicate, name, scope));
    else if (kind === 'b') onPick(aboutBehaviour(predicate, name));
    else if (kind === AUDIENCES.inSegment.key) onPick(audience('inSegment', name));
    else if (kind === AUDIENCES.inList.key) onPick(audience('inList', name));
    else if (name === 'group') onGroup();
    else onPick(special(name));
  };
  return (
    <Combobox
      label={scope.about === 'events' ? 'Property of the event' : 'Attribute or behaviour'}
      value={kindName(predicate)}
      placeholder={scope.about === 'events' ? 'property …' : 'attribute or behaviour …'}
      part="picker"
      search={async (typed, signal) => choices(scope, typed, await savedOr(scope, typed, signal))}
      onPick={pick}
    />
  );
}

/** Whether a condition is asked for that has no form here, only its text. */
export function isWritten(predicate: Predicate): boolean {
  const { kind } = predicate;
  const known =
    kind.case === undefined ||
    SPECIAL.some(([key]) => key === kind.case) ||
    kind.case === 'inSegment' ||
    kind.case === 'inList' ||
    selectionOf(predicate) !== undefined ||
    fieldOf(predicate) !== undefined;
  if (known) return false;
  if (kind.case === 'near' || kind.case === 'inside') return true;
  // A condition just begun has no field yet.
  return !('field' in kind.value) && !('operand' in kind.value && !kind.value.operand?.kind.case);
}

/** What a condition is about, in one word. */
export function kindName(predicate: Predicate): string {
  const behaviours = selectionOf(predicate)?.behaviours;
  if (behaviours) return behaviours[0] ?? '';
  const field = fieldOf(predicate);
  if (field) return fieldName(field);
  const { kind } = predicate;
  if (kind.case === 'inSegment' || kind.case === 'inList')
    return `${AUDIENCES[kind.case].word} ${kind.value.name}`;
  const special = SPECIAL.find(([key]) => key === predicate.kind.case)?.[1];
  return special ?? (isWritten(predicate) ? 'written as text' : '');
}

function aboutField(old: Predicate, name: string, scope: Scope): Predicate {
  const known = scope.fields.find((candidate) => candidate.name === name);
  if (!known) return old;
  // What was asked of one field hardly ever means anything for another.
  return fieldName(fieldOf(old)) === name ? old : begun(known.field, known.type);
}

function aboutBehaviour(old: Predicate, name: string): Predicate {
  const chosen = selectionOf(old);
  if (!chosen) return did(selection([name]));
  const others = chosen.behaviours.slice(1).filter((other) => other !== name);
  return withSelection(old, { ...chosen, behaviours: [name, ...others] });
}

function audience(kind: Saved['kind'], name: string): Predicate {
  return predicateOf({ case: kind, value: { name } });
}

/** The names that fit; without an answer the other choices are there all the same. */
async function savedOr(
  scope: Scope,
  typed: string,
  signal: AbortSignal,
): Promise<readonly Saved[]> {
  try {
    return await scope.saved(typed.trim(), signal);
  } catch {
    return [];
  }
}

function special(kind: string): Predicate {
  switch (kind) {
    case 'sample':
      return predicateOf({
        case: 'sample',
        value: { fromPercent: '0', toPercent: '10', salt: 'spring' },
      });
    case 'nobody':
      return predicateOf({ case: 'nobody', value: {} });
    default:
      return predicateOf({ case: 'everyone', value: {} });
  }
}

/** What fits what was typed, behaviours first. */
export function choices(scope: Scope, typed: string, saved: readonly Saved[]): readonly Option[] {
  const wanted = typed.trim().toLowerCase();
  const behaviours = scope.behaviours.map(({ name, events }) => ({
    key: `b:${name}`,
    label: name,
    detail: counted(events),
    section: 'Behaviours · events',
  }));
  const fields = scope.fields.map(({ name, detail }) => ({
    key: `f:${name}`,
    label: name,
    detail,
    section: scope.about === 'events' ? 'Properties of the event' : 'Attributes · customers',
  }));
  const offered = scope.about === 'events' ? SPECIAL.slice(0, 1) : SPECIAL;
  const others = offered.map(([key, label]) => ({ key: `s:${key}`, label, section: 'Others' }));
  const audiences = saved.map(({ kind, name, detail }) => ({
    key: `${AUDIENCES[kind].key}:${name}`,
    label: name,
    detail,
    section: AUDIENCES[kind].section,
  }));
  return [behaviours, fields, audiences, others].flatMap((options) =>
    options
      .filter(({ label }) => label.toLowerCase().includes(wanted))
      .sort((a, b) => Number(starts(b, wanted)) - Number(starts(a, wanted))),
  );
}

function starts({ label }: Option, wanted: string): boolean {
  return label.toLowerCase().startsWith(wanted);
}
