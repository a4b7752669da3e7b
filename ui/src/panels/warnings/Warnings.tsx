import { Fragment } from 'preact';
import type { PreviewResponse, PreviewWarning } from '../../api/wire';
import { readPart } from '../../reading';
import { partAt } from '../../model/path';
import type { PanelProps } from '../props';
import { grouped, plainly } from './groups';
import { replaced } from './replace';

/** What is suspicious in the segment, each with the clauses it is about. */
export function Warnings(props: PanelProps & { readonly preview: PreviewResponse }) {
  const { preview } = props;
  const tell = (warning: PreviewWarning) => {
    const clause = preview.predicate && partAt(preview.predicate, warning.node);
    return plainly(warning, clause?.kind.case === 'not');
  };
  return (
    <ul class="warnings">
      {grouped(preview.warnings, tell).map(({ kind, title, weight, sayings }) => (
        <li key={kind} class={`warning-group ${weight}`}>
          <h3>{title}</h3>
          {sayings.map(({ message, warnings }) => (
            <Fragment key={message}>
              <p>{message}</p>
              <ul>
                {warnings.map((warning) => (
                  <li key={warning.node.join('.') + warning.place}>
                    <Warning {...props} warning={warning} />
                  </li>
                ))}
              </ul>
            </Fragment>
          ))}
        </li>
      ))}
    </ul>
  );
}

type One = PanelProps & { readonly preview: PreviewResponse; readonly warning: PreviewWarning };

function Warning({ warning, preview, catalog, selectNode, replacePart }: One) {
  const { node, place, suggestions } = warning;
  const root = preview.predicate;
  const clause = root && node.length > 0 ? partAt(root, node) : undefined;
  const use = (value: string) => {
    const next = root && replaced(root, place, value);
    const part = next && partAt(next, node);
    if (part) replacePart(node, part);
  };
  const usable = root ? suggestions.filter((value) => replaced(root, place, value)) : [];
  return (
    <>
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
