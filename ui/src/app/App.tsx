import { useEffect, useRef, useState } from 'preact/hooks';
import { catalogs, segments } from '../api/client';
import { isCancelled, type Problem, problemOf } from '../api/problem';
import type { GetCatalogResponse, Predicate, PreviewResponse } from '../api/wire';
import { Panels } from '../panels';
import type { PanelProps } from '../panels/props';
import { read } from '../reading';
import { RecipeMenu } from '../recipes';
import { counted, milliseconds, share } from '../shared/numbers';

/** The page: the segment on the left, what is known of it on the right. */
export function App() {
  const [text, setText] = useState('everyone()');
  const [tree, setTree] = useState<Predicate>();
  const [catalog, setCatalog] = useState<GetCatalogResponse>();
  const [preview, setPreview] = useState<PreviewResponse>();
  const [problem, setProblem] = useState<Problem>();
  const running = useRef<AbortController>();

  useEffect(() => {
    catalogs.getCatalog({}).then(setCatalog, (reason: unknown) => setProblem(problemOf(reason)));
  }, []);
  useEffect(() => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const segment = tree
      ? ({ case: 'predicate', value: tree } as const)
      : ({ case: 'expression', value: text } as const);
    segments.preview({ segment }, { signal: controller.signal }).then(
      (answer) => {
        setPreview(answer);
        setProblem(undefined);
        if (tree) setText(answer.expression);
      },
      (reason: unknown) => {
        if (!isCancelled(reason)) setProblem(problemOf(reason));
      },
    );
  }, [text, tree]);

  const edit = (next: string) => {
    setTree(undefined);
    setText(next);
  };
  const panels: PanelProps = {
    predicate: preview?.predicate,
    preview,
    catalog,
    asOf: undefined,
    workspace: '',
    addClause: (clause) => {
      if (typeof clause === 'string') edit(`(${text}) && ${clause}`);
    },
    openPredicate: setTree,
    selectNode: () => undefined,
  };
  return (
    <>
      <header>
        <h1>Lamella</h1>
        <RecipeMenu catalog={catalog} workspace="" open={setTree} />
        {preview && (
          <p role="status">
            {counted(preview.count)} customers, {share(preview.count, preview.population)},{' '}
            {milliseconds(preview.elapsedNanos)}
          </p>
        )}
      </header>
      <main>
        {preview?.predicate && <p>{read(preview.predicate, catalog)}</p>}
        <label>
          Expression
          <textarea value={text} onInput={(event) => edit(event.currentTarget.value)} />
        </label>
        {problem && <pre role="alert">{problem.message}</pre>}
      </main>
      <aside>
        <Panels {...panels} />
      </aside>
    </>
  );
}
