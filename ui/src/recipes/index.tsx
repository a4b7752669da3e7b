import type { RecipeProps } from './props';

/** A choice of segments to begin with, filled from the catalogue. */
export function RecipeMenu({ catalog }: RecipeProps) {
  if (!catalog) return null;
  return (
    <details class="recipes">
      <summary>Recipes</summary>
    </details>
  );
}
