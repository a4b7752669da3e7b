import { isWithin, type NodeId, parentOf } from '../model/tree';
import type { Desk } from './desk';

// Dragging is a second way to move; every move can be made by keyboard too.

let dragged: NodeId | undefined;

interface Spot {
  readonly to: NodeId;
  readonly at: number;
  readonly side: 'before' | 'after';
}

/** What makes an element the handle of a node. */
export function gripOf(id: NodeId) {
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      dragged = id;
      const node = (event.currentTarget as HTMLElement).closest('.node');
      if (!event.dataTransfer || !node) return;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', String(id));
      event.dataTransfer.setDragImage(node, 12, 12);
    },
    onDragEnd: () => {
      dragged = undefined;
    },
  };
}

/** What makes an element a place to drop a node at. */
export function dropAt(desk: Desk, spot: (event: DragEvent) => Spot | undefined) {
  const allowed = (event: DragEvent): Spot | undefined => {
    const found = dragged === undefined ? undefined : spot(event);
    return found && dragged !== undefined && !isWithin(desk.tree, found.to, dragged)
      ? found
      : undefined;
  };
  const mark = (event: DragEvent, side: Spot['side'] | undefined) => {
    const { classList } = event.currentTarget as HTMLElement;
    classList.toggle('drop-before', side === 'before');
    classList.toggle('drop-after', side === 'after');
  };
  return {
    onDragOver: (event: DragEvent) => {
      const found = allowed(event);
      mark(event, found?.side);
      if (!found) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onDragLeave: (event: DragEvent) => mark(event, undefined),
    onDrop: (event: DragEvent) => {
      const found = allowed(event);
      mark(event, undefined);
      if (!found || dragged === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      desk.edit({ do: 'moveTo', id: dragged, to: found.to, at: found.at });
      desk.focus(dragged, 'menu');
      dragged = undefined;
    },
  };
}

/** Before or behind a node, by the half that the pointer is over. */
export function beside(desk: Desk, id: NodeId) {
  return (event: DragEvent): Spot | undefined => {
    const parent = parentOf(desk.tree, id);
    if (!parent) return undefined;
    const at = parent.children.findIndex((child) => child.id === id);
    const { top, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const behind = event.clientY > top + height / 2;
    return { to: parent.id, at: behind ? at + 1 : at, side: behind ? 'after' : 'before' };
  };
}
