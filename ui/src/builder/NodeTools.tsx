import { canMove, copyOf, type Direction, neighbour } from '../model/edits';
import { group, type Node } from '../model/tree';
import { Cross, Dots, Eye, EyeOff, Grip } from '../shared/icons';
import { type Command, Menu } from '../shared/Menu';
import { useDesk } from './desk';
import { gripOf } from './drag';

interface Props {
  readonly node: Node;
  /** What the node is called. */
  readonly name: string;
  /** Shows the node as text; none where it has no text of its own. */
  readonly onText: (() => void) | undefined;
}

const MOVES: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
};

/** The buttons beside a node: mute, more, delete. Alt with an arrow moves the node. */
export function NodeTools({ node, name, onText }: Props) {
  const desk = useDesk();
  const { id } = node;
  const move = (where: Direction) => {
    desk.edit({ do: 'move', id, where });
    desk.focus(id, 'menu'); // Another place is another element, which has not the focus yet.
  };
  const remove = () => {
    const next = neighbour(desk.tree, id);
    desk.edit({ do: 'remove', id });
    desk.focus(next, next === desk.tree.id ? 'add' : 'menu');
  };
  const moveCommand = (label: string, keys: string, where: Direction): Command => ({
    label,
    keys,
    disabled: !canMove(desk.tree, id, where),
    run: () => move(where),
  });
  const commands: Command[] = [
    {
      label: node.negated ? 'Ask the opposite no more' : 'Ask the opposite',
      run: () => desk.edit({ do: 'negate', id }),
    },
    ...(onText ? [{ label: 'Edit as text', run: onText }] : []),
    {
      label: 'Duplicate',
      run: () => {
        const copy = copyOf(desk.tree, id);
        desk.edit({ do: 'duplicate', id, copy });
        desk.focus(copy.id, 'menu');
      },
    },
    {
      label: 'Put into a group of its own',
      run: () => {
        const around = group('any');
        desk.edit({ do: 'wrap', id, around });
        desk.focus(around.id, 'mode');
      },
    },
    moveCommand('Move up', 'Alt ↑', 'up'),
    moveCommand('Move down', 'Alt ↓', 'down'),
    moveCommand('Move into the group beside', 'Alt →', 'in'),
    moveCommand('Move out of its group', 'Alt ←', 'out'),
    { label: 'Delete', keys: 'Del', danger: true, run: remove },
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    const where = event.altKey ? MOVES[event.key] : undefined;
    if (where) move(where);
    else if (event.key === 'Delete') remove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="tools" onKeyDown={onKeyDown}>
      <span class="grip" title="Drag it elsewhere" aria-hidden="true" {...gripOf(id)}>
        <Grip />
      </span>
      <button
        type="button"
        class="button quiet icon"
        aria-label={`Mute ${name}`}
        aria-pressed={node.muted}
        title={node.muted ? 'Count it again' : 'Leave it out of the count'}
        data-part="mute"
        onClick={() => desk.edit({ do: 'mute', id })}
      >
        {node.muted ? <EyeOff /> : <Eye />}
      </button>
      <Menu label={`More for ${name}`} part="menu" commands={commands}>
        <Dots />
      </Menu>
      <button
        type="button"
        class="button quiet icon"
        aria-label={`Delete ${name}`}
        title="Delete"
        onClick={remove}
      >
        <Cross />
      </button>
    </div>
  );
}
