import { useCallback, useMemo, useState } from 'preact/hooks';
import { catalogs } from '../../api/client';
import { useLatest } from '../../api/useLatest';
import { type GetCatalogResponse, ValueType } from '../../api/wire';
import { recall, remember } from '../../shared/remember';
import { type Channel, channelOf, consents, fromStored, toStored, usable } from './channels';

/** By which channels it is asked who can be written to. */
export interface Channels {
  /** As the form shows them: the ones that were written there, or else those that the catalogue suggests. */
  readonly written: readonly Channel[];
  /** Those that can be asked; the same list until another can. */
  readonly chosen: readonly Channel[];
  /** Whether it is known what the catalogue suggests. */
  readonly known: boolean;
  change(channels: readonly Channel[]): void;
}

interface Question {
  readonly catalog: GetCatalogResponse;
  readonly workspace: string;
}

/** The channels of a workspace, which this browser remembers. */
export function useChannels(catalog: GetCatalogResponse | undefined, workspace: string): Channels {
  const key = `reach.${workspace}`;
  const [own, setOwn] = useState(() => fromStored(recall(key)));
  const question = useMemo(
    () => (catalog && own === undefined ? { catalog, workspace } : undefined),
    [catalog, workspace, own === undefined],
  );
  const { answer, problem } = useLatest(question, suggested, 0);
  const written = own ?? answer?.value ?? NONE;
  const chosen = useMemo(() => usable(written), [written]);
  const change = useCallback(
    (next: readonly Channel[]) => {
      setOwn([...next]);
      remember(key, toStored(next));
    },
    [key],
  );
  return { written, chosen, known: (own ?? answer ?? problem) !== undefined, change };
}

const NONE: readonly Channel[] = [];

/** Values of an attribute that are looked through for one that says that somebody agreed. */
const LISTED = 50;

async function suggested(
  { catalog, workspace }: Question,
  signal: AbortSignal,
): Promise<Channel[]> {
  const found = await Promise.all(
    [...consents(catalog)].map(async ([name, attribute]) => {
      if (attribute.type === ValueType.BOOLEAN) return channelOf(name, attribute, []);
      const asked = { workspace, attribute: attribute.name, limit: LISTED };
      const { values } = await catalogs.listAttributeValues(asked, { signal });
      return channelOf(
        name,
        attribute,
        values.map(({ value }) => value),
      );
    }),
  );
  return found.filter((channel) => channel !== undefined);
}
