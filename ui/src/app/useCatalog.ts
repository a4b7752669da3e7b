import { useCallback, useEffect, useState } from 'preact/hooks';
import { catalogs } from '../api/client';
import { type Problem, problemOf } from '../api/problem';
import type { GetCatalogResponse } from '../api/wire';

/** What a workspace holds, or why that is not known. */
export interface Catalogue {
  readonly catalog: GetCatalogResponse | undefined;
  readonly problem: Problem | undefined;
  reload(): void;
}

/** Loads a workspace's catalogue, again when another workspace is asked for. */
export function useCatalog(workspace: string): Catalogue {
  const [catalog, setCatalog] = useState<GetCatalogResponse>();
  const [problem, setProblem] = useState<Problem>();
  const reload = useCallback(() => {
    catalogs.getCatalog({ workspace }).then(
      (loaded) => {
        setCatalog(loaded);
        setProblem(undefined);
      },
      (reason: unknown) => setProblem(problemOf(reason)),
    );
  }, [workspace]);
  useEffect(reload, [reload]);
  return { catalog, problem, reload };
}
