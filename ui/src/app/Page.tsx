import type { Timestamp } from '../api/wire';
import { type Route, titleOf } from '../model/route';
import type { PageProps } from '../pages/props';
import { AsOf } from './AsOf';
import { Lazy, type Loader } from '../shared/Lazy';

/** The pages beside the builder, each fetched when somebody goes there. */
const PAGES: Partial<Record<Route['page'], Loader<PageProps>>> = {
  segments: () => import('../pages/segments/Segments'),
  segment: () => import('../pages/segment/Segment'),
  overlap: () => import('../pages/overlap/Overlap'),
  stages: () => import('../pages/stages/Stages'),
  data: () => import('../pages/data/Data'),
};

/** Whether there is such a page. */
export function isThere(route: Route): boolean {
  return route.page in PAGES;
}

interface Props {
  readonly route: Route;
  readonly with: PageProps;
  readonly onAsOf: (asOf: Timestamp | undefined) => void;
}

/** The frame of a page: its heading, and the instant that all of it is about. */
export function Page({ route, with: props, onAsOf }: Props) {
  const load = PAGES[route.page];
  return (
    <main class="sheet">
      <div class="sheet-top">
        <h1 tabIndex={-1} data-heading>
          {titleOf(route)}
        </h1>
        <AsOf asOf={props.asOf} answered={undefined} onChange={onAsOf} />
      </div>
      {load && <Lazy load={load} with={props} />}
    </main>
  );
}
