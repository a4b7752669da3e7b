import type { GetCatalogResponse, Predicate, Timestamp } from '../api/wire';

/** What the page gives the menu of recipes. */
export interface RecipeProps {
  /** Names, types, sizes; undefined until it is loaded. */
  readonly catalog: GetCatalogResponse | undefined;
  /** The instant asked about; undefined for now. */
  readonly asOf: Timestamp | undefined;
  /** Empty for the default one. */
  readonly workspace: string;
  /** Opens a segment in the builder in place of what is there; one step of undo. */
  open(predicate: Predicate, name: string): void;
}

/** What the sheet of recipes is given. */
export interface SheetProps extends RecipeProps {
  readonly catalog: GetCatalogResponse;
  readonly onClose: () => void;
}
