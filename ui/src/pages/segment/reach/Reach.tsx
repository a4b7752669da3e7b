import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { inLine } from '../../../api/line';
import { messages } from '../../../api/messages';
import type { ReachChannel, ReachResponse } from '../../../api/messageWords';
import { useLatest } from '../../../api/useLatest';
import type { GetCatalogResponse } from '../../../api/wire';
import { Bar } from '../../../charts/Bar';
import { rolesOf } from '../../../model/roles';
import { fraction } from '../../../shared/fraction';
import { counted, share } from '../../../shared/numbers';
import { freshness, Standing } from '../../../shared/Standing';
import { useChannels } from '../../segments/useChannels';
import { Basis } from '../Basis';
import { asked, type Changes, changed, type Quiet, reachSteps, type Steps } from '../steps/steps';
import { StepsForm } from '../steps/StepsForm';
import type { Subject } from '../subject';

interface Question {
  readonly subject: Subject;
  readonly channels: readonly Steps[];
}

/** Whom of the segment one may write to: what each step of a channel removes, and who is reached by exactly which channels. */
export function Reach(props: { readonly subject: Subject; readonly catalog: GetCatalogResponse }) {
  const { subject, catalog } = props;
  const { chosen, known } = useChannels(catalog, subject.workspace);
  const [suppressed, setSuppressed] = useState('');
  const [quiet, setQuiet] = useState<Quiet>({ most: 3, days: 7 });
  const [changes, setChanges] = useState<Changes>({});
  const usual = useMemo(() => {
    const { bouncing } = rolesOf(catalog).behaviour;
    return chosen.map((each) => reachSteps(catalog, each, { bouncing, suppressed, quiet }));
  }, [catalog, chosen, suppressed, quiet]);
  const question = useMemo<Question | undefined>(
    () => (usual.length > 0 ? { subject, channels: changed(usual, changes) } : undefined),
    [subject, usual, changes],
  );
  const outcome = useLatest(question, ask);
  if (known && chosen.length === 0) {
    return (
      <p class="hint">
        No attribute tells who agreed to be written to, such as “consent_email”. Name the channels
        on the page Segments.
      </p>
    );
  }
  return (
    <>
      <div class="page-tools">
        <label class="page-tool-wide">
          Never write to
          <input
            class="field"
            spellcheck={false}
            autocomplete="off"
            placeholder="list('suppressed')"
            value={suppressed}
            onChange={(event) => setSuppressed(event.currentTarget.value)}
          />
        </label>
        <Whole
          label="Fewer messages than"
          value={quiet.most}
          onChange={(most) => setQuiet({ ...quiet, most })}
        />
        <Whole
          label="in so many days"
          value={quiet.days}
          onChange={(days) => setQuiet({ ...quiet, days })}
        />
      </div>
      <StepsForm
        usual={usual}
        changes={changes}
        problem={outcome.problem?.value}
        onChange={setChanges}
      />
      <Standing outcome={outcome} />
      {outcome.answer && (
        <div class={freshness(outcome)} data-answer="reach">
          <Answer answer={outcome.answer.value} />
        </div>
      )}
    </>
  );
}

function ask(
  { subject: { predicate, workspace, asOf }, channels }: Question,
  signal: AbortSignal,
): Promise<ReachResponse> {
  const segment = { segment: { case: 'predicate', value: predicate } } as const;
  return messages.reach(
    { workspace, asOf, segment, channels: asked(channels) },
    { signal, ...inLine('reach') },
  );
}

function Whole(props: {
  readonly label: string;
  readonly value: number;
  onChange(value: number): void;
}) {
  return (
    <label>
      {props.label}
      <input
        class="field number"
        type="number"
        min={1}
        max={365}
        value={props.value}
        onChange={(event) => {
          const value = Math.round(Number(event.currentTarget.value));
          if (value >= 1) props.onChange(value);
        }}
      />
    </label>
  );
}

function Answer({ answer }: { readonly answer: ReachResponse }) {
  return (
    <>
      {answer.channels.map((channel) => (
        <Funnel key={channel.name} channel={channel} members={answer.members} />
      ))}
      <h2>By exactly which channels</h2>
      <Table caption="Customers by exactly which channels reach them">
        {answer.regions.map(({ channels, count }) => (
          <Row
            key={channels.join(' ')}
            name={`${channels.join(' + ')} only`}
            count={count}
            members={answer.members}
          />
        ))}
        <Row name="none" count={answer.unreached} members={answer.members} />
      </Table>
      <Basis answer={answer} />
    </>
  );
}

function Funnel(props: { readonly channel: ReachChannel; readonly members: bigint }) {
  const { channel, members } = props;
  return (
    <section class="funnel" data-channel={channel.name}>
      <h2>{channel.name}</h2>
      <p class="hint">
        reaches <b class="number">{counted(channel.reached)}</b>, {share(channel.reached, members)}{' '}
        of the segment
      </p>
      <Table caption={`Who is left after each step of ${channel.name}`} removed>
        <Row name="in the segment" count={members} members={members} removed="none" />
        {channel.steps.map(({ name, left, removed }) => (
          <Row key={name} name={name} count={left} members={members} removed={removed} />
        ))}
      </Table>
    </section>
  );
}

function Table(props: {
  readonly caption: string;
  readonly removed?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="sheet-scroll" tabIndex={0} role="group" aria-label={props.caption}>
      <table class="sheet-table">
        <caption class="unseen">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{props.removed ? 'Step' : 'Channels'}</th>
            <td class="part-cell" />
            <th scope="col">Customers</th>
            <th scope="col">Share</th>
            {props.removed && <th scope="col">Removed</th>}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}

function Row(props: {
  readonly name: string;
  readonly count: bigint;
  readonly members: bigint;
  /** Whom the step removed, `none` for what is no step; undefined where no row is one. */
  readonly removed?: bigint | 'none';
}) {
  const { name, count, members, removed } = props;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="part-cell">
        <Bar part={fraction(count, members)} />
      </td>
      <td class="number">{counted(count)}</td>
      <td class="number">{share(count, members)}</td>
      {removed !== undefined && <td class="number">{taken(removed)}</td>}
    </tr>
  );
}

function taken(removed: bigint | 'none'): string {
  if (removed === 'none') return '';
  return removed === 0n ? '0' : `−${counted(removed)}`;
}
