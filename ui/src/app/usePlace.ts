import { useCallback, useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { fromHash, toHash } from '../model/address';
import { hashOf, isPage, placeOf, type Route, sameRoute } from '../model/route';
import { type Action, begin, type History, type Model, reduce } from '../model/state';

/** Which page is shown, and the builder's state, which lives on while another page is shown. */
export interface Place {
  readonly route: Route;
  readonly history: History;
  dispatch(action: Action): void;
  go(route: Route): void;
}

/**
 * The console's state, kept in its address: one entry of the browser's history for each page and for each step of undo,
 * so that back and forward, reloading and sharing a link do what one expects. While another page is shown, the segment
 * in the builder is kept with the entry and not in the address: a link to a page is not a link to a segment.
 */
export function usePlace(): Place {
  const [route, setRoute] = useState<Route>(() => placeOf(ownHash()).route);
  const [history, dispatch] = useReducer(reduce, undefined, () => begin(restored(undefined)));
  const now = { route, history };
  const shown = useRef(now);
  const current = useRef(now);
  current.current = now;

  useEffect(() => {
    const before = shown.current;
    shown.current = current.current;
    if (history === before.history && route === before.route) return;
    const hash = hashOf(route, history.present);
    const entry = entryOf(route, history.present);
    if (hash === ownHash()) {
      window.history.replaceState(entry, '');
      return;
    }
    const address = hash ? `#${hash}` : location.pathname + location.search;
    // Somebody typing makes one entry, not one for each letter.
    const typing = history.merging !== undefined && history.past === before.history.past;
    if (typing && route === before.route) window.history.replaceState(entry, '', address);
    else window.history.pushState(entry, '', address);
  }, [route, history]);

  useEffect(() => {
    const onMove = () => {
      const { route: from, history: kept } = current.current;
      const hash = ownHash();
      if (hash === hashOf(from, kept.present)) return;
      const to = placeOf(hash).route;
      if (!sameRoute(from, to)) setRoute(to);
      const model = restored(kept);
      if (toHash(model) !== toHash(kept.present)) dispatch({ type: 'restore', model });
    };
    window.addEventListener('popstate', onMove);
    return () => window.removeEventListener('popstate', onMove);
  }, []);

  return {
    route,
    history,
    dispatch: useCallback((action: Action) => dispatch(action), []),
    go: useCallback((to: Route) => {
      if (!sameRoute(current.current.route, to)) setRoute(to);
    }, []),
  };
}

/** What an entry of the browser's history holds beside its address. */
interface Entry {
  /** The builder's part of an address, where the entry's own address has none. */
  readonly built: string;
}

function entryOf(route: Route, model: Model): Entry | null {
  return route.page === 'build' ? null : { built: toHash(model) };
}

/** The builder's state where the browser is now; what an entry does not say stays as it was. */
function restored(kept: History | undefined): Model {
  const hash = ownHash();
  if (!isPage(hash)) return (kept && known(kept, hash)) ?? fromHash(hash);
  const entry = window.history.state as Entry | null;
  const { workspace, asOf } = placeOf(hash);
  const built = entry ? fromHash(entry.built) : (kept?.present ?? fromHash(''));
  const model = { ...built, workspace, asOf };
  return (kept && known(kept, toHash(model))) ?? model;
}

/** A state that the page has shown before keeps its nodes, and so the focus. */
function known({ past, present, future }: History, hash: string): Model | undefined {
  return [...past, ...future, present].findLast((model) => toHash(model) === hash);
}

function ownHash(): string {
  return location.hash.replace(/^#/, '');
}
