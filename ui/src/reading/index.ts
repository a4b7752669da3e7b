import type { GetCatalogResponse, Predicate } from '../api/wire';
import { typesOf } from './conditions';
import { told } from './customers';

/** A predicate in plain language, as one would tell it to a colleague. Pure. */
export function read(predicate: Predicate, catalog?: GetCatalogResponse): string {
  const types = typesOf(catalog);
  const kind = predicate.kind;
  switch (kind.case) {
    case 'everyone':
      return 'Everyone.';
    case 'nobody':
      return 'Nobody.';
    case 'not': {
      const term = kind.value.term;
      const grouped = term && /^(and|or|not)$/.test(term.kind.case ?? '');
      if (grouped) return `All customers except those ${told(term, types)}.`;
    }
  }
  return `Customers ${told(predicate, types)}.`;
}

/** A part of a segment in plain language: what follows "Customers". Pure. */
export function readPart(predicate: Predicate, catalog?: GetCatalogResponse): string {
  return told(predicate, typesOf(catalog));
}
