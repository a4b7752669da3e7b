import type { PreviewResponse, PreviewWarning } from '../../api/wire';
import { readPart } from '../../reading';
import { partAt } from '../path';
import type { PanelProps } from '../props';
import { grouped, sentence } from './groups';
import { replaced } from './replace';

/** What is suspicious in the segment, each with the clause it is about. */
export function Warnings(props: PanelProps & { readonly preview: PreviewResponse }) {
  return (
    <ul class="warnings">
      {grouped(props.preview.warnings).map(({ kind, title, weight, warnings }) => (
        <li key={kind} class={`warning-group ${weight}`}>
          <h3>{title}</h3>
          <ul>
            {warnings.map((warning) => (
              <li key={`${warning.node.join('.')} ${warning.message}`}>
                <Warning {...props} warning={warning} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

type One = PanelProps & { readonly preview: PreviewResponse; readonly warning: PreviewWarning };

function Warning({ warning, preview, catalog, selectNode, replacePart, openPredicate }: One) {
  const { node, message, place, suggestions } = warning;
  const root = preview.predicate;
  const clause = root && node.length > 0 ? partAt(root, node) : undefined;
  const use = (value: string) => {
    const next = root && replaced(root, place, value);
    if (!next) return;
    const part = partAt(next, node);
    if (replacePart && part) replacePart(node, part);
    else openPredicate(next, '');
  };
  const usable = root ? suggestions.filter((value) => replaced(root, place, value)) : [];
  return (
    <>
      <p>{sentence(message)}</p>
      {clause && (
        <button type="button" class="warning-clause" onClick={() => selectNode(node)}>
          <span class="unseen">Show the clause: </span>
          {readPart(clause, catalog)}
        </button>
      )}
      {suggestions.length > 0 && (
        <p class="warning-suggestions">
          {usable.length > 0 ? 'Use ' : 'Known values: '}
          {usable.length === 0 && suggestions.join(', ')}
          {usable.map((value) => (
            <button key={value} type="button" class="chip" onClick={() => use(value)}>
              {value}
            </button>
          ))}
        </p>
      )}
    </>
  );
}
