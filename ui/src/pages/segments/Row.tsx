import { useId, useState } from 'preact/hooks';
import type { ReachResponse } from '../../api/messageWords';
import type { Problem } from '../../api/problem';
import type { GetCatalogResponse } from '../../api/wire';
import { Spark } from '../../charts/Spark';
import type { Route } from '../../model/route';
import { counted, share } from '../../shared/numbers';
import type { Trend } from './ask';
import { Details } from './Details';
import type { Kept } from './list';
import { changed, reachedOf } from './rows';

export interface RowProps {
  readonly kept: Kept;
  readonly population: bigint;
  readonly trend: Trend | undefined;
  readonly trendProblem: Problem | undefined;
  readonly reach: ReachResponse | undefined;
  readonly workspace: string;
  readonly catalog: GetCatalogResponse | undefined;
  href(route: Route): string;
  /** Opens the text of a version in the builder. */
  open(expression: string, name: string, version: number): void;
}

/** One saved segment, and below it what there is to know of it once somebody asks. */
export function Row(props: RowProps) {
  const { kept, population, trend, trendProblem, reach, href, open } = props;
  const { name, version, count } = kept;
  const [shown, setShown] = useState(false);
  const id = useId();
  return (
    <tbody data-segment={name}>
      <tr>
        <th scope="row">
          <a href={href({ page: 'segment', name })}>{name}</a>
          {version.tags.length > 0 && (
            <span class="tags">
              {version.tags.map((tag) => (
                <span key={tag} class="tag">
                  {tag}
                </span>
              ))}
            </span>
          )}
        </th>
        <td class="number">
          {counted(count)}
          <small>{share(count, population)}</small>
        </td>
        <td class="number">
          {trend ? (
            <>
              <Spark values={trend.sizes} label={`Size over 30 days: ${changed(trend.change)}`} />
              <small>{changed(trend.change)}</small>
            </>
          ) : (
            trendProblem && (
              <span class="hint" title={trendProblem.message}>
                no trend
              </span>
            )
          )}
        </td>
        <td class="number">
          {reach && (
            <>
              {counted(reachedOf(reach))}
              <small>{share(reachedOf(reach), reach.members)}</small>
            </>
          )}
        </td>
        <td class="row-tools">
          <button
            type="button"
            class="button quiet"
            onClick={() => open(version.expression, name, version.number)}
          >
            Open<span class="unseen"> {name} in the builder</span>
          </button>
          <button
            type="button"
            class="button quiet"
            aria-expanded={shown}
            aria-controls={id}
            onClick={() => setShown(!shown)}
          >
            {shown ? 'Less' : 'More'}
            <span class="unseen"> about {name}</span>
          </button>
        </td>
      </tr>
      <tr id={id} hidden={!shown}>
        <td colSpan={5}>{shown && <Details {...props} />}</td>
      </tr>
    </tbody>
  );
}
