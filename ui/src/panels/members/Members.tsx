import { useMemo, useState } from 'preact/hooks';
import { segments } from '../../api/client';
import { useLatest } from '../../api/useLatest';
import type {
  GetCatalogResponse,
  Predicate,
  SampleMembersResponse,
  SampleMembersResponse_Member as Member,
  Timestamp,
} from '../../api/wire';
import { readPart } from '../../reading';
import { counted } from '../../shared/numbers';
import { freshness, Standing } from '../../shared/Standing';
import { partAt } from '../../model/path';
import type { PanelProps } from '../props';
import { askedAttributes } from '../../model/asked';
import { attributesOf, clock, type Evidence, evidenceOf } from './evidence';

const FEW = 5;
const MANY = 25;

interface Question {
  readonly predicate: Predicate;
  readonly limit: number;
  readonly asOf: Timestamp | undefined;
  readonly workspace: string;
}

/** Some customers of the segment and why they are in it. */
export function Members({ predicate, catalog, asOf, workspace, selectNode }: PanelProps) {
  const [limit, setLimit] = useState(FEW);
  const question = useMemo<Question | undefined>(
    () => predicate && { predicate, limit, asOf, workspace },
    [predicate, limit, asOf, workspace],
  );
  const outcome = useLatest(question, ask);
  const answer = outcome.answer;
  const count = answer?.value.count ?? 0n;
  return (
    <>
      <Standing outcome={outcome} />
      {answer && (
        <div class={freshness(outcome)}>
          {count === 0n ? (
            <p class="hint">Nobody is in the segment.</p>
          ) : (
            <p class="hint">
              {counted(answer.value.members.length)} of {counted(count)}, spread evenly; the same
              ones each time.
            </p>
          )}
          <ul class="members">
            {answer.value.members.map((member) => (
              <li key={member.customerId}>
                <Card
                  member={member}
                  predicate={answer.question.predicate}
                  catalog={catalog}
                  selectNode={selectNode}
                />
              </li>
            ))}
          </ul>
          {limit === FEW && count > BigInt(FEW) && (
            <button type="button" class="button quiet" onClick={() => setLimit(MANY)}>
              Show more members
            </button>
          )}
        </div>
      )}
    </>
  );
}

function ask(
  { predicate, ...rest }: Question,
  signal: AbortSignal,
): Promise<SampleMembersResponse> {
  const segment = { case: 'predicate', value: predicate } as const;
  return segments.sampleMembers({ ...rest, segment }, { signal });
}

interface CardProps {
  readonly member: Member;
  /** What the members are of. */
  readonly predicate: Predicate;
  readonly catalog: GetCatalogResponse | undefined;
  selectNode(path: readonly number[]): void;
}

function Card({ member, predicate, catalog, selectNode }: CardProps) {
  const asked = useMemo(() => askedAttributes(predicate), [predicate]);
  const when = useMemo(() => clock(catalog), [catalog]);
  const evidence = evidenceOf(member.events);
  return (
    <article class="member" aria-labelledby={`member-${member.customerId}`}>
      <h3 id={`member-${member.customerId}`}>{member.customerId}</h3>
      <dl class="member-attributes">
        {attributesOf(member.attributes, asked, catalog).map(({ name, value, asked: isAsked }) => (
          <div key={name} class={isAsked ? 'asked' : undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {evidence.map((each) => (
        <Found
          key={each.node.join('.')}
          evidence={each}
          told={told(predicate, each, catalog)}
          when={when}
          select={() => selectNode(each.node)}
        />
      ))}
    </article>
  );
}

function told(
  predicate: Predicate,
  { node }: Evidence,
  catalog: GetCatalogResponse | undefined,
): string {
  const clause = partAt(predicate, node);
  return clause ? readPart(clause, catalog) : 'an event';
}

interface FoundProps {
  readonly evidence: Evidence;
  readonly told: string;
  when(at: Timestamp): string;
  select(): void;
}

function Found({ evidence, told: clause, when, select }: FoundProps) {
  const more = evidence.found - BigInt(evidence.events.length);
  return (
    <div class="evidence">
      <button type="button" class="warning-clause" onClick={select}>
        <span class="unseen">Show the clause: </span>
        {clause}
      </button>
      <ul>
        {evidence.events.map((event, i) => (
          <li key={i}>
            <span class="evidence-what">{event.behaviour}</span>{' '}
            {event.instant && <time class="number">{when(event.instant)}</time>}
            <span class="evidence-properties">
              {event.properties.map(({ name, value }) => (
                <span key={name}>
                  <span class="evidence-name">{name}</span> {value}
                </span>
              ))}
            </span>
          </li>
        ))}
        {more > 0n && <li class="hint">and {counted(more)} more</li>}
      </ul>
    </div>
  );
}
