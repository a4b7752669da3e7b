import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Predicate } from '../api/wire';
import { rootOf } from '../model/convert';
import { outgoing } from '../model/outgoing';
import { hashOf, type Route, titleOf } from '../model/route';
import type { Saved } from '../model/saved';
import { Build } from './Build';
import { Header } from './Header';
import { Live } from './Live';
import { isThere, Page } from './Page';
import { Trouble } from './Trouble';
import { useCatalog } from './useCatalog';
import { usePlace } from './usePlace';

/** The console: the builder or another page, and what all of them share. */
export function App() {
  const { route, history, dispatch, go } = usePlace();
  const model = history.present;
  const { tree, asOf, workspace } = model;
  const catalogue = useCatalog(workspace);
  const [saved, setSaved] = useState<Saved>();
  const [news, setNews] = useState('');
  useHeading(route);

  const href = (to: Route) => `#${hashOf(to, model)}`;
  const open = (predicate: Predicate, name: string, from?: Saved) => {
    dispatch({ type: 'open', tree: rootOf(predicate) });
    setSaved(from);
    setNews(`Opened: ${name}. `);
    go({ page: 'build' });
  };
  const built = useMemo(() => outgoing(tree).predicate, [tree]);

  if (!isThere(route)) {
    return (
      <Build
        history={history}
        dispatch={dispatch}
        catalogue={catalogue}
        href={href}
        news={news}
        saved={saved}
        onSaved={setSaved}
        open={open}
      />
    );
  }
  const name = 'name' in route ? route.name : undefined;
  return (
    <>
      <Header route={route} href={href} />
      {catalogue.problem && (
        <Trouble problem={catalogue.problem} onRetry={() => catalogue.reload()} />
      )}
      <Live text={titleOf(route)} />
      <Page
        key={workspace}
        route={route}
        with={{
          workspace,
          asOf,
          catalog: catalogue.catalog,
          name,
          built,
          go,
          href,
          openPredicate: open,
        }}
        onAsOf={(next) => dispatch({ type: 'asOf', asOf: next })}
      />
    </>
  );
}

/** The browser's title; and after a move the focus is at the heading, as after loading a page of its own. */
function useHeading(route: Route): void {
  const title = titleOf(route);
  const first = useRef(true);
  useEffect(() => {
    document.title = route.page === 'build' ? 'Lamella' : `${title} · Lamella`;
    if (!first.current) document.querySelector<HTMLElement>('[data-heading]')?.focus();
    first.current = false;
  }, [route.page, title]);
}
