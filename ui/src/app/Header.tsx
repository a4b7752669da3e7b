import type { ComponentChildren } from 'preact';
import type { Route } from '../model/route';
import { Logo } from './Logo';

/** The pages that the header leads to; the page of one segment is reached from the list of them. */
const LINKS: ReadonlyArray<readonly [Route & { readonly name?: undefined }, string]> = [
  [{ page: 'build' }, 'Build'],
  [{ page: 'segments' }, 'Segments'],
  [{ page: 'overlap' }, 'Overlap'],
  [{ page: 'stages' }, 'Stages'],
  [{ page: 'data' }, 'Data'],
];

/** Under which link a page stands. */
const UNDER: Partial<Record<Route['page'], Route['page']>> = { segment: 'segments' };

interface Props {
  readonly route: Route;
  href(route: Route): string;
  /** What may be done on this page. */
  readonly children?: ComponentChildren;
}

/** The way to every page, the same on all of them. */
export function Header({ route, href, children }: Props) {
  const under = UNDER[route.page] ?? route.page;
  return (
    <header class="top">
      <p class="brand">
        <Logo /> Lamella
      </p>
      <nav class="pages" aria-label="Pages">
        {LINKS.map(([to, word]) => (
          <a
            key={to.page}
            href={href(to)}
            aria-current={to.page === under ? (route.page === under ? 'page' : 'true') : undefined}
          >
            {word}
          </a>
        ))}
      </nav>
      <div class="actions">{children}</div>
    </header>
  );
}
