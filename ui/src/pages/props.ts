import type { GetCatalogResponse, Predicate, Timestamp } from '../api/wire';
import type { Route } from '../model/route';
import type { Saved } from '../model/saved';

/**
 * What the console gives each of its pages. A page is the default export of `pages/NAME/Name.tsx`, loaded when somebody
 * goes there. The console shows the heading, the header and the instant asked about; a page shows what stands below.
 */
export interface PageProps {
  /** Empty for the default one. */
  readonly workspace: string;
  /** The instant asked about; undefined for now. */
  readonly asOf: Timestamp | undefined;
  /** Names, types, sizes; undefined until it is loaded. */
  readonly catalog: GetCatalogResponse | undefined;
  /** What the address says behind the page: a segment's name, a partition's; undefined for none. */
  readonly name: string | undefined;
  /** The segment in the builder. */
  readonly built: Predicate;
  /** Goes to another page. */
  go(route: Route): void;
  /** The address of another page, for links: `#/segment/NAME`. */
  href(route: Route): string;
  /**
   * Opens a segment in the builder and goes there; one step of undo.
   *
   * @param name what the page says was opened
   * @param saved under which name and as which version it is kept, if it is
   */
  openPredicate(predicate: Predicate, name: string, saved?: Saved): void;
}
