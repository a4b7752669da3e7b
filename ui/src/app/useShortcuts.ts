import { useEffect } from 'preact/hooks';

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y), but where a text field has an undo of its own. */
export function useShortcuts(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || hasOwnUndo(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === 'z' && event.shiftKey) redo();
      else if (key === 'z') undo();
      else if (key === 'y' && !event.shiftKey) redo();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [undo, redo]);
}

function hasOwnUndo(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (!(target instanceof HTMLInputElement)) return false;
  // A closed combobox shows what was chosen; nobody is typing in it.
  return (
    target.getAttribute('role') !== 'combobox' || target.getAttribute('aria-expanded') === 'true'
  );
}
