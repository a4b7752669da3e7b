import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import { fromHash, toHash } from '../model/address';
import { type Action, begin, type History, type Model, reduce } from '../model/state';

/**
 * The page's state, kept in its address: one entry of the browser's history for each step of undo,
 * so that back and forward, reloading and sharing a link do what one expects.
 */
export function useModel(): [History, (action: Action) => void] {
  const [history, dispatch] = useReducer(reduce, undefined, () => begin(fromHash(location.hash)));
  const shown = useRef(history);
  const current = useRef(history);
  current.current = history;

  useEffect(() => {
    const before = shown.current;
    shown.current = history;
    const hash = toHash(history.present);
    if (hash === location.hash.replace(/^#/, '') || history === before) return;
    const address = hash ? `#${hash}` : location.pathname + location.search;
    // Somebody typing makes one entry, not one for each letter.
    const same = history.merging !== undefined && history.past === before.past;
    if (same) window.history.replaceState(null, '', address);
    else window.history.pushState(null, '', address);
  }, [history]);

  useEffect(() => {
    const onMove = () => {
      const hash = location.hash.replace(/^#/, '');
      if (hash === toHash(current.current.present)) return;
      dispatch({ type: 'restore', model: known(current.current, hash) ?? fromHash(hash) });
    };
    window.addEventListener('popstate', onMove);
    return () => window.removeEventListener('popstate', onMove);
  }, []);

  return [history, useCallback((action: Action) => dispatch(action), [])];
}

/** A state that the page has shown before keeps its nodes, and so the focus. */
function known({ past, future }: History, hash: string): Model | undefined {
  return [...past, ...future].findLast((model) => toHash(model) === hash);
}
