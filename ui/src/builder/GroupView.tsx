import { useState } from 'preact/hooks';
import { fromPredicate } from '../model/convert';
import { blank, type Group, group as groupOf, type Mode, type Node } from '../model/tree';
import { Plus } from '../shared/icons';
import { ClauseView } from './ClauseView';
import { Input, Select } from './controls';
import { Faults } from '../shared/Faults';
import { useDesk } from './desk';
import { dropAt } from './drag';
import { NodeText } from './NodeText';
import { NodeTools } from './NodeTools';
import { NumbersView } from './NumbersView';

type ModeKey = `${Mode}` | `not ${Mode}`;

const MODES: ReadonlyArray<readonly [ModeKey, string]> = [
  ['all', 'all of'],
  ['any', 'any of'],
  ['not any', 'none of'],
  ['not all', 'not all of'],
  ['atLeast', 'at least'],
  ['atMost', 'at most'],
  ['exactly', 'exactly'],
];

const NEGATED: ReadonlyArray<readonly [ModeKey, string]> = [
  ['not atLeast', 'not at least'],
  ['not atMost', 'not at most'],
  ['not exactly', 'not exactly'],
];

interface Props {
  readonly group: Group;
  /** What stands before the mode. */
  readonly word?: string;
}

/** Some conditions and how they combine; groups nest as deep as one likes. */
export function GroupView({ group, word }: Props) {
  const desk = useDesk();
  const [asText, setAsText] = useState(false);
  const { id, mode, negated, muted, count, children } = group;
  const isRoot = id === desk.tree.id;
  const counting = mode !== 'all' && mode !== 'any';
  // "where category is skincare" needs no word on how one condition combines with others.
  const bare = word !== undefined && mode === 'all' && !negated && children.length < 2;
  const empty = isRoot && word === undefined && children.length === 0;
  const name = `group, ${modeWord(group)}`;
  const numbers = desk.numbers(id);
  const faults = desk.faults(id);
  const add = (node: Node, focused = node) => {
    desk.edit({ do: 'add', to: id, node });
    desk.focus(focused.id, 'picker');
  };
  const addGroup = () => {
    const first = blank();
    add(groupOf(mode === 'any' && !negated ? 'all' : 'any', [first]), first);
  };
  const classes = ['node', 'group', isRoot && 'root', muted && 'muted', negated && 'negated'];
  return (
    <div
      class={classes.filter(Boolean).join(' ')}
      role="group"
      aria-label={`${isRoot && desk.scope.about === 'customers' ? 'Segment' : 'Group'}: ${modeWord(group)} these${muted ? ', muted' : ''}`}
      data-node={id}
    >
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
            desk.edit({ do: 'replace', id, node: { ...fromPredicate(read), id } });
            setAsText(false);
            desk.focus(id, 'menu');
          }}
        />
      ) : (
        <>
          <div
            class="head"
            hidden={bare || empty}
            {...dropAt(desk, () => ({ to: id, at: 0, side: 'after' }))}
          >
            <span class="phrase">
              {word && <span class="word">{word}</span>}
              <Select
                label="How these combine"
                value={keyOf(group)}
                part="mode"
                options={negated && counting ? [...MODES, ...NEGATED] : MODES}
                onChange={(key) => desk.edit({ do: 'group', id, ...modeOf(key) })}
              />
              {counting && (
                <Input
                  label="How many of these"
                  numeric
                  value={String(count)}
                  onInput={(typed) => {
                    if (!/^\d{1,4}$/.test(typed)) return;
                    desk.edit({ do: 'count', id, count: Number(typed) }, `${id}.count`);
                  }}
                />
              )}
              <span class="word">{counting ? 'of these' : 'these'}</span>
            </span>
            {!isRoot && desk.scope.about === 'customers' && (
              <NumbersView
                numbers={numbers}
                population={desk.population}
                stale={desk.stale}
                absent={muted ? 'muted' : ''}
              />
            )}
            {!isRoot && (
              <NodeTools
                node={group}
                name={name}
                onText={desk.parse && numbers ? () => setAsText(true) : undefined}
              />
            )}
          </div>
          <Faults faults={faults} />
          {children.length > 0 && (
            <ul class="nodes">
              {children.map((child, at) => (
                <li key={child.id}>
                  {(at > 0 || bare) && <span class="joiner">{bare ? word : joiner(group)}</span>}
                  {child.kind === 'group' ? (
                    <GroupView group={child} />
                  ) : (
                    <ClauseView clause={child} />
                  )}
                </li>
              ))}
            </ul>
          )}
          {empty && (
            <p class="empty">
              Everyone is in. Add a condition to narrow it down, or begin with a recipe.
            </p>
          )}
          <div
            class="adders"
            {...dropAt(desk, () => ({ to: id, at: children.length, side: 'before' }))}
          >
            <button
              type="button"
              class={isRoot && desk.parse ? 'button primary' : 'button quiet small'}
              data-part="add"
              onClick={() => add(blank())}
            >
              <Plus /> {isRoot && desk.parse ? 'Add a condition' : 'condition'}
            </button>
            <button
              type="button"
              class={isRoot && desk.parse ? 'button' : 'button quiet small'}
              onClick={addGroup}
            >
              <Plus /> {isRoot && desk.parse ? 'Add a group' : 'group'}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

function keyOf({ mode, negated }: Group): ModeKey {
  return negated ? `not ${mode}` : mode;
}

function modeOf(key: ModeKey): { mode: Mode; negated: boolean } {
  const negated = key.startsWith('not ');
  return { mode: (negated ? key.slice(4) : key) as Mode, negated };
}

function modeWord(group: Group): string {
  const word = [...MODES, ...NEGATED].find(([key]) => key === keyOf(group))?.[1] ?? '';
  return group.mode === 'all' || group.mode === 'any' ? word : `${word} ${group.count} of`;
}

function joiner({ mode, negated }: Group): string {
  if (mode === 'all') return 'and';
  if (mode === 'any') return negated ? 'nor' : 'or';
  return ''; // How many of them is said at the top.
}
