import type { GetCatalogResponse, Predicate } from '../api/wire';

/** A predicate in plain language, as one would tell it to a colleague. Pure. */
export function read(predicate: Predicate, _catalog?: GetCatalogResponse): string {
  switch (predicate.kind.case) {
    case 'everyone':
      return 'Everyone.';
    case 'nobody':
      return 'Nobody.';
    default:
      return '';
  }
}
