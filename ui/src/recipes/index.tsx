import { useState } from 'preact/hooks';
import { Lazy } from '../shared/Lazy';
import type { RecipeProps } from './props';

/** The way to the recipes, which are fetched when somebody wants them. */
export function RecipeMenu({ catalog, ...props }: RecipeProps) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <button
        type="button"
        class="button"
        disabled={!catalog}
        aria-haspopup="dialog"
        onClick={() => setShown(true)}
      >
        Recipes
      </button>
      {shown && catalog && (
        <Lazy load={sheet} with={{ ...props, catalog, onClose: () => setShown(false) }} />
      )}
    </>
  );
}

const sheet = () => import('./RecipeSheet');
