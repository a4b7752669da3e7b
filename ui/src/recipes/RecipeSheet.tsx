import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { catalogs, segments } from '../api/client';
import { predicateOf } from '../api/parse';
import { problemOf } from '../api/problem';
import { useLatest } from '../api/useLatest';
import type { GetCatalogResponse, Timestamp } from '../api/wire';
import { counted, share } from '../shared/numbers';
import type { SheetProps } from './props';
import { KINDS, type Kind, listsFor, type Recipe, recipesOf } from './recipes';
import './recipes.css';
import { keyOf, type Values } from './values';

interface Question {
  readonly catalog: GetCatalogResponse;
  readonly asOf: Timestamp | undefined;
  readonly workspace: string;
}

interface Menu {
  readonly recipes: readonly Recipe[];
  readonly population: bigint;
  /** Customers of each recipe, by its id. */
  readonly counts: ReadonlyMap<string, bigint>;
}

/** A choice of segments to begin with, filled from the catalogue. */
export default function RecipeSheet({ catalog, asOf, workspace, open, onClose }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState('');
  const question = useMemo(() => ({ catalog, asOf, workspace }), [catalog, asOf, workspace]);
  const { answer, problem: failure, waiting } = useLatest(question, fill, 0);
  useEffect(() => dialog.current?.showModal(), []);

  const choose = async ({ expression, title }: Recipe) => {
    if (expression === undefined) return;
    try {
      open(await predicateOf(expression, { workspace, asOf }), title);
      dialog.current?.close();
    } catch (reason) {
      setProblem(problemOf(reason).message);
    }
  };
  const told = problem || failure?.value.message;
  return (
    <dialog
      ref={dialog}
      class="recipes"
      aria-labelledby="recipes-title"
      onClose={onClose}
      onClick={(event) => {
        // Only the backdrop is the dialog itself; all it holds lies in elements of their own.
        if (event.target === event.currentTarget) dialog.current?.close();
      }}
    >
      <div class="recipes-sheet">
        <div class="recipes-top">
          <h2 id="recipes-title">Recipes</h2>
          <p class="hint">
            Segments to begin with, filled with what this workspace holds. Opening one replaces the
            segment; undo brings it back.
          </p>
          <button type="button" class="button quiet" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        {told && (
          <p role="alert" class="recipes-problem">
            {told}
          </p>
        )}
        {waiting && !answer && <p class="hint">Looking at what there is …</p>}
        {answer && <Sections menu={answer.value} choose={choose} />}
      </div>
    </dialog>
  );
}

function Sections({ menu, choose }: { menu: Menu; choose(recipe: Recipe): void }) {
  return (
    <div class="recipes-kinds">
      {(Object.keys(KINDS) as Kind[]).map((kind) => (
        <section key={kind} aria-labelledby={`recipes-${kind}`} data-kind={kind}>
          <h3 id={`recipes-${kind}`}>{KINDS[kind]}</h3>
          <ul>
            {menu.recipes
              .filter((recipe) => recipe.kind === kind)
              .map((recipe) => (
                <li key={recipe.id}>
                  <Card recipe={recipe} menu={menu} choose={choose} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Card(props: { recipe: Recipe; menu: Menu; choose(recipe: Recipe): void }) {
  const { recipe, menu } = props;
  if (recipe.expression === undefined) {
    return (
      <div class="recipe lacking">
        <strong>{recipe.title}</strong>
        <span>{recipe.purpose}</span>
        <span class="recipe-needs">Needs {recipe.needs.join('; ')}.</span>
      </div>
    );
  }
  const count = menu.counts.get(recipe.id);
  return (
    <button
      type="button"
      class="recipe"
      data-recipe={recipe.id}
      onClick={() => props.choose(recipe)}
    >
      <strong>{recipe.title}</strong>
      <span>{recipe.purpose}</span>
      {count !== undefined && (
        <span class="recipe-count number">
          <b>{counted(count)}</b> {count === 1n ? 'customer' : 'customers'} ·{' '}
          {share(count, menu.population)}
        </span>
      )}
    </button>
  );
}

/** How many values of each list are looked at: those that are frequent enough to be worth a recipe. */
const LISTED = 200;

async function fill({ catalog, asOf, workspace }: Question, signal: AbortSignal): Promise<Menu> {
  const lists = await Promise.all(
    listsFor(catalog).map(async (list) => {
      const asked = { workspace, limit: LISTED };
      const { values } =
        list.case === 'attribute'
          ? await catalogs.listAttributeValues({ ...asked, attribute: list.attribute }, { signal })
          : await catalogs.listPropertyValues(
              { ...asked, behaviour: list.behaviour, property: list.property },
              { signal },
            );
      return [keyOf(list), values] as const;
    }),
  );
  const values: Values = new Map(lists);
  const recipes = recipesOf(catalog, values);
  const filled = recipes.filter((recipe) => recipe.expression !== undefined);
  if (filled.length === 0) return { recipes, population: catalog.population, counts: new Map() };
  const expressions = filled.map((recipe) => ({
    segment: { case: 'expression', value: recipe.expression ?? '' } as const,
  }));
  const { counts, population } = await segments.countMany(
    { workspace, asOf, expressions },
    { signal },
  );
  return {
    recipes,
    population,
    counts: new Map(filled.map((recipe, i) => [recipe.id, counts[i]?.count ?? 0n])),
  };
}
