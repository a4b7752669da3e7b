import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { predicateOf } from '../api/parse';
import { type Problem, problemOf } from '../api/problem';
import { equals, type Predicate, PredicateSchema } from '../api/wire';
import { Builder, type FocusWish } from '../builder/Builder';
import { customerScope } from '../builder/scope';
import { textOf } from '../model/address';
import { fromPredicate, rootOf } from '../model/convert';
import type { Edit } from '../model/edits';
import { nodeAt } from '../model/outgoing';
import { type Route, titleOf } from '../model/route';
import type { Saved } from '../model/saved';
import type { Action, History } from '../model/state';
import { group, withMuted } from '../model/tree';
import { Panels } from '../panels';
import type { PanelProps } from '../panels/props';
import { read } from '../reading';
import { RecipeMenu } from '../recipes';
import { Redo, Undo } from '../shared/icons';
import { Lazy } from '../shared/Lazy';
import { counted, share } from '../shared/numbers';
import { ExpressionText } from './ExpressionText';
import { Header } from './Header';

import { Live } from './Live';
import { Result } from './Result';
import { Trouble } from './Trouble';
import type { Catalogue } from './useCatalog';
import { usePreview } from './usePreview';
import { useShortcuts } from './useShortcuts';

interface Props {
  readonly history: History;
  readonly catalogue: Catalogue;
  /** What has just been done, for those who hear the page. */
  readonly news: string;
  /** Where the segment comes from, if it is kept under a name. */
  readonly saved: Saved | undefined;
  readonly onSaved: (saved: Saved | undefined) => void;
  dispatch(action: Action): void;
  href(route: Route): string;
  open(predicate: Predicate, name: string): void;
}

/** The builder: the segment on the left, what is known of it on the right, its size above all. */
export function Build(props: Props) {
  const { history, catalogue, news, saved, onSaved, dispatch, href, open } = props;
  const { tree, asOf, workspace } = history.present;
  const { catalog, reload } = catalogue;
  const known = usePreview(history.present);
  const [trouble, setTrouble] = useState<Problem>();
  const [saving, setSaving] = useState(false);
  const wish = useRef<FocusWish>();
  const [, show] = useState(0);

  const { outcome, question } = known;
  const preview = outcome.answer?.value;
  const failed = outcome.problem !== undefined;
  const away =
    trouble ??
    catalogue.problem ??
    (failed && known.faults.size === 0 ? outcome.problem?.value : undefined);

  const parse = useCallback(
    (text: string, signal?: AbortSignal) => predicateOf(text, { workspace, asOf }, signal),
    [workspace, asOf],
  );
  useEffect(() => {
    const text = textOf(location.hash);
    if (text)
      parse(text).then((given) => dispatch({ type: 'open', tree: rootOf(given) }), setTroubleOf);
    function setTroubleOf(reason: unknown) {
      setTrouble(problemOf(reason));
    }
    // A link's text is read once, when the page opens.
  }, []);

  const scope = useMemo(() => customerScope(catalog, workspace), [catalog, workspace]);
  const edit = useCallback(
    (change: Edit, merge?: string) => dispatch({ type: 'edit', edit: change, merge }),
    [dispatch],
  );
  const undo = useCallback(() => dispatch({ type: 'undo' }), [dispatch]);
  const redo = useCallback(() => dispatch({ type: 'redo' }), [dispatch]);
  useShortcuts(undo, redo);

  const narrow = (predicate: Predicate) => {
    const node = fromPredicate(predicate);
    dispatch({ type: 'narrow', node });
    wish.current = { id: node.id, part: 'picker' };
  };
  const panels: PanelProps = {
    predicate: failed ? undefined : question.predicate,
    preview,
    catalog,
    asOf,
    workspace,
    addClause: (clause) => {
      if (typeof clause !== 'string') narrow(clause);
      else parse(clause).then(narrow, (reason: unknown) => setTrouble(problemOf(reason)));
    },
    openPredicate: open,
    replacePart: (path, predicate) => {
      const id = outcome.answer && nodeAt(outcome.answer.question.place, path);
      if (id !== undefined) edit({ do: 'predicate', id, predicate });
    },
    selectNode: (path) => {
      const id = outcome.answer && nodeAt(outcome.answer.question.place, path);
      if (id === undefined) return;
      wish.current = { id, part: 'picker' };
      show((times) => times + 1);
    },
  };
  const total = preview
    ? `${counted(preview.count)} customers, ${share(preview.count, preview.population)} of ${counted(preview.population)}`
    : '';
  return (
    <>
      <Header route={{ page: 'build' }} href={href}>
        <RecipeMenu catalog={catalog} asOf={asOf} workspace={workspace} open={open} />
        <a class="button quiet" href={href({ page: 'segment' })}>
          Look closer
        </a>
        <button
          type="button"
          class="button quiet"
          aria-disabled={tree.children.length === 0}
          onClick={() => {
            if (tree.children.length === 0) return;
            dispatch({ type: 'open', tree: group('all') });
            onSaved(undefined);
          }}
        >
          Start over
        </button>
        <button
          type="button"
          class="button quiet"
          aria-haspopup="dialog"
          aria-disabled={failed}
          onClick={() => setSaving(!failed)}
        >
          Save as …
        </button>
        <button
          type="button"
          class="button quiet icon"
          aria-label="Undo"
          title="Undo (Ctrl+Z)"
          aria-disabled={history.past.length === 0}
          onClick={undo}
        >
          <Undo />
        </button>
        <button
          type="button"
          class="button quiet icon"
          aria-label="Redo"
          title="Redo (Ctrl+Shift+Z)"
          aria-disabled={history.future.length === 0}
          onClick={redo}
        >
          <Redo />
        </button>
      </Header>
      <Result
        preview={preview}
        waiting={outcome.waiting}
        failed={failed}
        settled={known.settled}
        asOf={asOf}
        onAsOf={(next) => dispatch({ type: 'asOf', asOf: next })}
      />
      <Live text={failed ? 'The segment has a mistake.' : news + total} />
      {away && (
        <Trouble
          problem={away}
          onRetry={() => {
            setTrouble(undefined);
            known.retry();
            reload();
          }}
        />
      )}
      {saving && (
        <Lazy
          load={saveDialog}
          with={{
            workspace,
            predicate: question.predicate,
            expression: preview?.expression ?? '',
            saved,
            onSaved,
            onClose: () => setSaving(false),
          }}
        />
      )}
      <div class="page">
        <main aria-label="Segment">
          <h1 class="unseen" tabIndex={-1} data-heading>
            {titleOf({ page: 'build' })}
          </h1>
          <p class="reading">{read(question.predicate, catalog)}</p>
          <Builder
            tree={tree}
            scope={scope}
            population={preview?.population ?? 0n}
            stale={outcome.waiting || failed}
            numbers={known.numbers}
            faults={known.faults}
            wish={wish}
            edit={edit}
            parse={parse}
          />
          <ExpressionText
            expression={preview?.expression ?? ''}
            parse={parse}
            onRead={(predicate) => {
              if (equals(PredicateSchema, predicate, question.predicate)) return;
              dispatch({ type: 'open', tree: withMuted(rootOf(predicate), tree), merge: 'text' });
            }}
          />
        </main>
        <aside aria-label="What is known of the segment">
          <Panels {...panels} />
        </aside>
      </div>
    </>
  );
}

const saveDialog = () => import('../saving/SaveDialog');
