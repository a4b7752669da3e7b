import { catalogs } from '../api/client';
import { type GetCatalogResponse, ValueType } from '../api/wire';
import { counted } from '../shared/numbers';
import { optionsOf, SHOWN_VALUES } from '../shared/valueOptions';
import type { NamedField, Saved, Scope } from './desk';
import { named, ownInstant } from './make';

const SHOWN_NAMES = 20;

/** What may be asked of a workspace's customers. */
export function customerScope(catalog: GetCatalogResponse | undefined, workspace: string): Scope {
  const behaviours = catalog?.behaviours ?? [];
  return {
    about: 'customers',
    behaviours,
    fields: (catalog?.attributes ?? []).map(({ name, type, customers }) => ({
      field: named(name),
      name,
      type,
      detail: counted(customers),
    })),
    values: async (attribute, containing, signal) => {
      const asked = { workspace, attribute, containing, limit: SHOWN_VALUES };
      return optionsOf([(await catalogs.listAttributeValues(asked, { signal })).values]);
    },
    saved: (containing, signal) => saved(workspace, containing, signal),
    within: (names) => eventScope(catalog, workspace, names),
  };
}

async function saved(
  workspace: string,
  containing: string,
  signal: AbortSignal,
): Promise<readonly Saved[]> {
  // Not before somebody asks for them: that service's messages are many.
  const { definitions } = await import('../api/definitions');
  const asked = { workspace, containing, limit: SHOWN_NAMES };
  const [{ segments }, { lists }] = await Promise.all([
    definitions.listSegments(asked, { signal }),
    definitions.listLists(asked, { signal }),
  ]);
  return [
    ...segments.map(({ name, current }) => ({
      kind: 'inSegment' as const,
      name,
      detail: current?.tags.join(', ') ?? '',
    })),
    ...lists.map(({ name, count }) => ({ kind: 'inList' as const, name, detail: counted(count) })),
  ];
}

function eventScope(
  catalog: GetCatalogResponse | undefined,
  workspace: string,
  names: readonly string[],
): Scope {
  const chosen = (catalog?.behaviours ?? []).filter(({ name }) => names.includes(name));
  const types = new Map(
    chosen.flatMap(({ properties }) => properties).map(({ name, type }) => [name, type]),
  );
  const fields: NamedField[] = [...types]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, type]) => ({ field: named(name), name, type, detail: typeWord(type) }));
  const own = {
    field: ownInstant(),
    name: 'time of the event',
    type: ValueType.INSTANT,
    detail: 'instant',
  };
  const scope: Scope = {
    about: 'events',
    behaviours: [],
    fields: [...fields, own],
    values: async (property, containing, signal) => {
      const having = chosen.filter(({ properties }) =>
        properties.some(({ name }) => name === property),
      );
      const answers = await Promise.all(
        having.map(({ name: behaviour }) =>
          catalogs.listPropertyValues(
            { workspace, behaviour, property, containing, limit: SHOWN_VALUES },
            { signal },
          ),
        ),
      );
      return optionsOf(answers.map(({ values }) => values));
    },
    saved: async () => [],
    within: () => scope,
  };
  return scope;
}

/** A type in one word. */
export function typeWord(type: ValueType): string {
  switch (type) {
    case ValueType.NUMBER:
      return 'number';
    case ValueType.BOOLEAN:
      return 'yes or no';
    case ValueType.SET:
      return 'set';
    case ValueType.DATE:
      return 'date';
    case ValueType.INSTANT:
      return 'instant';
    case ValueType.LOCATION:
      return 'location';
    default:
      return 'text';
  }
}
