import { type GetCatalogResponse, type Predicate, ValueType } from '../../../api/wire';
import { askedAttributes } from '../../../model/asked';

/** So many are told of each member. */
export const MAX_ATTRIBUTES = 50;
const FIRST = 6;

/** The attributes that members are shown with before any was chosen: those that the segment asks about, then the best known. */
export function firstAttributes(catalog: GetCatalogResponse, predicate: Predicate): string[] {
  const asked = askedAttributes(predicate);
  return [...catalog.attributes]
    .filter(({ type, customers }) => customers > 0n && type !== ValueType.LOCATION)
    .sort(
      (a, b) =>
        Number(asked.has(b.name)) - Number(asked.has(a.name)) || Number(b.customers - a.customers),
    )
    .slice(0, Math.max(FIRST, Math.min(asked.size, MAX_ATTRIBUTES)))
    .map(({ name }) => name);
}

/** With one more, or without it if it was there, in the order of the catalogue. */
export function toggled(
  catalog: GetCatalogResponse,
  chosen: readonly string[],
  name: string,
): string[] {
  const wanted = new Set(chosen);
  if (!wanted.delete(name)) wanted.add(name);
  return catalog.attributes
    .map((attribute) => attribute.name)
    .filter((each) => wanted.has(each))
    .slice(0, MAX_ATTRIBUTES);
}
