import { useState } from 'preact/hooks';
import { counted, share } from '../../shared/numbers';
import type { Relation } from './relations';

const FEW = 12;

/** Which segments have the same customers, and which lie inside others. */
export function Relations({ relations }: { readonly relations: readonly Relation[] }) {
  const [all, setAll] = useState(false);
  if (relations.length === 0) {
    return <p class="hint">No two of these have the same customers, and none is inside another.</p>;
  }
  return (
    <>
      <ul class="relations">
        {(all ? relations : relations.slice(0, FEW)).map((each) => (
          <li key={`${each.name} ${each.other}`} data-relation={each.kind}>
            <b>{each.name}</b> {each.kind === 'same' ? 'has the same customers as' : 'is inside'}{' '}
            <b>{each.other}</b>
            <span class="hint number">
              {each.kind === 'same'
                ? counted(each.count)
                : `${counted(each.count)} of ${counted(each.of)}, ${share(each.count, each.of)}`}
            </span>
          </li>
        ))}
      </ul>
      {!all && relations.length > FEW && (
        <button type="button" class="button quiet" onClick={() => setAll(true)}>
          Show all {counted(relations.length)}
        </button>
      )}
    </>
  );
}
