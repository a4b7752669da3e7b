import { useMemo, useState } from 'preact/hooks';
import { predicateOf } from '../../api/parse';
import { type Problem, problemOf } from '../../api/problem';
import { useEach } from '../../api/useEach';
import { useLatest } from '../../api/useLatest';
import { Faults } from '../../shared/Faults';
import { counted } from '../../shared/numbers';
import { freshness, Standing } from '../../shared/Standing';
import type { PageProps } from '../props';
import { reachOf, trendOf } from './ask';
import { ChannelForm } from './ChannelForm';
import { type List, LIST_LIMIT, listed } from './list';
import { Row } from './Row';
import { type Column, COLUMNS, isSlow, ordered, searched } from './rows';
import '../pages.css';
import './segments.css';
import { useChannels } from './useChannels';

/** Rows shown at first, and with each "more": each has questions of its own. */
const STEP = 25;

/** The saved segments: how many are in each, how that went, and who can be written to. */
export default function Segments(props: PageProps) {
  const { workspace, asOf, catalog, href, openPredicate } = props;
  const [search, setSearch] = useState('');
  const [column, setColumn] = useState<Column>('name');
  const [limit, setLimit] = useState(STEP);
  const [problem, setProblem] = useState<Problem>();
  const question = useMemo(() => ({ workspace, asOf }), [workspace, asOf]);
  const outcome = useLatest(question, listed, 0);
  const channels = useChannels(catalog, workspace);
  const list = outcome.answer?.value;

  const found = useMemo(() => searched(list?.segments ?? [], search), [list, search]);
  const asked = useMemo(() => {
    const first = isSlow(column) ? found : ordered(found, column, NOTHING).slice(0, limit);
    return first.map(({ name }) => name);
  }, [found, column, limit]);
  const about = useMemo(() => list && { workspace, asOf: list.asOf }, [list, workspace]);
  const reaching = useMemo(
    () => about && channels.chosen.length > 0 && { ...about, channels: channels.chosen },
    [about, channels.chosen],
  );
  const trends = useEach(about, asked, trendOf);
  const reaches = useEach(reaching || undefined, asked, reachOf);
  const known = { trends: trends.values, reaches: reaches.values };

  const open = (expression: string, name: string, version: number) => {
    setProblem(undefined);
    predicateOf(expression, { workspace, asOf }).then(
      (predicate) => openPredicate(predicate, name, { name, version }),
      (reason: unknown) => setProblem(problemOf(reason)),
    );
  };
  return (
    <>
      <Standing outcome={outcome} />
      {problem && <Faults faults={problem.faults} />}
      {list && list.total === 0 && <Empty href={href({ page: 'build' })} />}
      {list && list.total > 0 && (
        <>
          <div class="segments-tools">
            <label>
              Search
              <input
                class="field"
                type="search"
                placeholder="name, description or tag"
                value={search}
                onInput={(event) => {
                  setSearch(event.currentTarget.value);
                  setLimit(STEP);
                }}
              />
            </label>
            <p class="hint" role="status">
              {told(list, found.length)}
            </p>
          </div>
          {channels.known && (
            <ChannelForm
              channels={channels.written}
              lacking={channels.written.length === 0}
              onChange={channels.change}
            />
          )}
          {reaches.problem && (
            <div class="segments-problem">
              <p>The reach cannot be told:</p>
              <Faults faults={reaches.problem.faults} />
            </div>
          )}
          <div class={freshness(outcome)}>
            <div class="segments-scroll" tabIndex={0} role="group" aria-label="Table of segments">
              <table class="segments">
                <caption class="unseen">
                  Saved segments, how many customers each has and had, and whom of them one may
                  write to
                </caption>
                <thead>
                  <tr>
                    {(Object.keys(COLUMNS) as Column[]).map((each) => (
                      <Head key={each} column={each} chosen={column} onChoose={setColumn} />
                    ))}
                    <td />
                  </tr>
                </thead>
                {ordered(found, column, known)
                  .slice(0, limit)
                  .map((kept) => (
                    <Row
                      key={kept.name}
                      kept={kept}
                      population={list.population}
                      trend={trends.values.get(kept.name)}
                      trendProblem={trends.problem}
                      reach={reaches.values.get(kept.name)}
                      workspace={workspace}
                      catalog={catalog}
                      href={href}
                      open={open}
                    />
                  ))}
              </table>
            </div>
          </div>
          {found.length > limit && (
            <button type="button" class="button" onClick={() => setLimit(limit + STEP)}>
              Show more
            </button>
          )}
        </>
      )}
    </>
  );
}

const NOTHING = { trends: new Map(), reaches: new Map() };

function told({ total, segments, population }: List, found: number): string {
  const of = `of ${counted(population)} customers`;
  const first = total > LIST_LIMIT ? `, the first ${counted(LIST_LIMIT)} by name` : '';
  const which = found < segments.length ? `${counted(found)} of ` : '';
  return `${which}${counted(total)} ${total === 1 ? 'segment' : 'segments'}${first}, ${of}`;
}

interface HeadProps {
  readonly column: Column;
  readonly chosen: Column;
  readonly onChoose: (column: Column) => void;
}

function Head({ column, chosen, onChoose }: HeadProps) {
  const own = column === chosen;
  const direction = column === 'name' ? 'ascending' : 'descending';
  return (
    <th scope="col" aria-sort={own ? direction : 'none'}>
      <button type="button" onClick={() => onChoose(column)}>
        {COLUMNS[column]}
        <span aria-hidden="true">{own ? (column === 'name' ? ' ↑' : ' ↓') : ''}</span>
      </button>
    </th>
  );
}

function Empty({ href }: { readonly href: string }) {
  return (
    <section class="panel empty" aria-labelledby="empty-title">
      <h2 id="empty-title">No segment is saved yet</h2>
      <p>
        <a href={href}>Build one</a> and choose “Save as …”: it is listed here with its size, can be
        asked by name as <code>segment('NAME')</code> in other segments, and keeps its versions.
      </p>
    </section>
  );
}
