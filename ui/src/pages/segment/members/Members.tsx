import { useEffect, useMemo, useState } from 'preact/hooks';
import { insights } from '../../../api/insights';
import type { ListMembersResponse } from '../../../api/insightWords';
import { useLatest } from '../../../api/useLatest';
import type { GetCatalogResponse, Timestamp } from '../../../api/wire';
import { counted } from '../../../shared/numbers';
import { freshness, Standing } from '../../../shared/Standing';
import { Basis } from '../Basis';
import type { Subject } from '../subject';
import { firstAttributes, MAX_ATTRIBUTES, toggled } from './attributes';
import { Download } from './Download';

const PAGE_SIZE = 100;

/** Where a page begins, and the instant that all pages are of. */
interface Place {
  readonly pageToken: string;
  readonly asOf: Timestamp | undefined;
  /** How many members come before it. */
  readonly before: number;
}

interface Question {
  readonly subject: Subject;
  readonly attributes: readonly string[];
  readonly place: Place;
}

interface Props {
  readonly subject: Subject;
  readonly catalog: GetCatalogResponse;
}

/** Who is in the segment, page by page, with attributes of choice; all of them as a file. */
export function Members({ subject, catalog }: Props) {
  const first = useMemo<Place>(() => ({ pageToken: '', asOf: subject.asOf, before: 0 }), [subject]);
  const [attributes, setAttributes] = useState(() => firstAttributes(catalog, subject.predicate));
  // The pages that lead to the one shown, that one last; another segment begins with its first page.
  const [places, setPlaces] = useState<readonly Place[]>([first]);
  useEffect(() => setPlaces([first]), [first]);
  const place = places.at(-1) ?? first;
  const question = useMemo<Question>(
    () => ({ subject, attributes, place }),
    [subject, attributes, place],
  );
  const outcome = useLatest(question, ask);
  const page = outcome.answer?.value;
  return (
    <>
      <Chooser
        catalog={catalog}
        chosen={attributes}
        choose={(name) => setAttributes(toggled(catalog, attributes, name))}
      />
      <Standing outcome={outcome} />
      {outcome.answer && page && (
        <div class={freshness(outcome)} data-answer="members">
          <Table attributes={outcome.answer.question.attributes} page={page} />
          <div class="pager">
            <button
              type="button"
              class="button"
              aria-disabled={places.length === 1}
              onClick={() => {
                if (places.length > 1) setPlaces(places.slice(0, -1));
              }}
            >
              Before
            </button>
            <span class="number" role="status">
              {told(page, outcome.answer.question.place.before)}
            </span>
            <button
              type="button"
              class="button"
              aria-disabled={page.nextPageToken === '' || !outcome.settled}
              onClick={() => {
                // Of this answer: with another one under way its token would be of another list.
                if (page.nextPageToken === '' || !outcome.settled) return;
                setPlaces([...places, placeAfter(page, place)]);
              }}
            >
              Next
            </button>
          </div>
          <Download subject={subject} attributes={attributes} count={page.count} />
          <Basis answer={page} />
        </div>
      )}
    </>
  );
}

function placeAfter(
  { nextPageToken, asOf, members }: ListMembersResponse,
  { before }: Place,
): Place {
  return { pageToken: nextPageToken, asOf, before: before + members.length };
}

function told({ count, members }: ListMembersResponse, before: number): string {
  if (count === 0n) return 'Nobody';
  return `${counted(before + 1)} to ${counted(before + members.length)} of ${counted(count)}`;
}

function ask(
  { subject: { predicate, workspace }, attributes, place }: Question,
  signal: AbortSignal,
): Promise<ListMembersResponse> {
  const segment = { case: 'predicate', value: predicate } as const;
  const { pageToken, asOf } = place;
  const asked = { workspace, segment, attributes: [...attributes], pageSize: PAGE_SIZE };
  return insights.listMembers({ ...asked, pageToken, asOf }, { signal });
}

function Chooser(props: {
  readonly catalog: GetCatalogResponse;
  readonly chosen: readonly string[];
  choose(name: string): void;
}) {
  const { catalog, chosen, choose } = props;
  const full = chosen.length >= MAX_ATTRIBUTES;
  return (
    <details class="attribute-chooser">
      <summary>
        Attributes: {chosen.length} of {catalog.attributes.length}
      </summary>
      <ul>
        {catalog.attributes.map(({ name }) => {
          const on = chosen.includes(name);
          return (
            <li key={name}>
              <label>
                <input
                  type="checkbox"
                  checked={on}
                  disabled={full && !on}
                  onChange={() => choose(name)}
                />{' '}
                {name}
              </label>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function Table(props: {
  readonly attributes: readonly string[];
  readonly page: ListMembersResponse;
}) {
  const { attributes, page } = props;
  return (
    <div
      class="sheet-scroll members-scroll"
      tabIndex={0}
      role="group"
      aria-label="Table of members"
    >
      <table class="sheet-table members-table">
        <caption class="unseen">Members of the segment with their attributes</caption>
        <thead>
          <tr>
            <th scope="col">Customer</th>
            {attributes.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.members.map(({ customerId, values }) => (
            <tr key={customerId}>
              <th scope="row">{customerId}</th>
              {attributes.map((name, at) => (
                <td key={name}>{values[at]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
