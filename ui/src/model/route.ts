import type { Timestamp } from '../api/wire';
import { fromHash, instantOf, instantText, toHash } from './address';
import type { Model } from './state';

/** Which page is shown, and of what: `segment` without a name is of the one in the builder. */
export type Route =
  | { readonly page: 'build' }
  | { readonly page: 'segments' }
  | { readonly page: 'segment'; readonly name?: string }
  | { readonly page: 'overlap' }
  | { readonly page: 'stages'; readonly name?: string }
  | { readonly page: 'data' };

/** What an address says: a page, and either the builder's whole state or what all pages share. */
export interface Place {
  readonly route: Route;
  /** Empty for the default one. */
  readonly workspace: string;
  /** The instant asked about; undefined for now. */
  readonly asOf: Timestamp | undefined;
}

// A page is `/PAGE` or `/PAGE/NAME`, then `?` and what all pages share; the builder's own state begins with no slash.

/** Whether the part of an address behind `#` is of a page other than the builder. */
export function isPage(hash: string): boolean {
  return hash.startsWith('/');
}

/** Where an address leads; one that leads nowhere leads to the builder. */
export function placeOf(hash: string): Place {
  if (!isPage(hash)) {
    const { workspace, asOf } = fromHash(hash);
    return { route: { page: 'build' }, workspace, asOf };
  }
  const [path = '', query = ''] = hash.slice(1).split('?', 2);
  const given = new URLSearchParams(query);
  return {
    route: routeOf(path),
    workspace: given.get('w') ?? '',
    asOf: instantOf(given.get('at')),
  };
}

/** The part of the address behind `#`; empty for an empty builder. */
export function hashOf(route: Route, model: Model): string {
  if (route.page === 'build') return toHash(model);
  const name =
    'name' in route && route.name !== undefined ? `/${encodeURIComponent(route.name)}` : '';
  const shared = [
    ...(model.asOf ? [`at=${instantText(model.asOf)}`] : []),
    ...(model.workspace ? [`w=${encodeURIComponent(model.workspace)}`] : []),
  ].join('&');
  return `/${route.page}${name}${shared && `?${shared}`}`;
}

/** Whether two routes are one. */
export function sameRoute(a: Route, b: Route): boolean {
  return a.page === b.page && nameOf(a) === nameOf(b);
}

/** How a page is called, as its heading and in the browser's title. */
export function titleOf(route: Route): string {
  switch (route.page) {
    case 'build':
      return 'Build a segment';
    case 'segments':
      return 'Segments';
    case 'segment':
      return route.name ?? 'The segment in the builder';
    case 'overlap':
      return 'Overlap';
    case 'stages':
      return 'Stages'; // Whichever partition: choosing another one is not another page.
    case 'data':
      return 'Data';
  }
}

function nameOf(route: Route): string | undefined {
  return 'name' in route ? route.name : undefined;
}

function routeOf(path: string): Route {
  const [page, ...rest] = path.split('/');
  const name = decoded(rest.join('/'));
  switch (page) {
    case 'segments':
    case 'overlap':
    case 'data':
      return { page };
    case 'segment':
    case 'stages':
      return name ? { page, name } : { page };
    default:
      return { page: 'build' };
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A per cent sign that somebody typed.
  }
}
