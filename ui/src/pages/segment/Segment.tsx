import { useMemo, useState } from 'preact/hooks';
import { definitions } from '../../api/definitions';
import type { GetSegmentResponse } from '../../api/definitionWords';
import { useLatest } from '../../api/useLatest';
import { useRemembered } from '../../shared/remember';
import { Standing } from '../../shared/Standing';
import { type Tab, Tabs } from '../../shared/Tabs';
import { inSegment } from '../inSegment';
import '../pages.css';
import type { PageProps } from '../props';
import { Difference } from './difference/Difference';
import { Head } from './Head';
import { History } from './history/History';
import { Members } from './members/Members';
import { Reach } from './reach/Reach';
import { Results } from './results/Results';
import './segment.css';
import type { Subject } from './subject';

const TABS = [
  { key: 'history', title: 'Over time' },
  { key: 'difference', title: 'What sets it apart' },
  { key: 'members', title: 'Members' },
  { key: 'results', title: 'Results of messages' },
  { key: 'reach', title: 'Reach' },
] as const satisfies readonly Tab<string>[];

type TabName = (typeof TABS)[number]['key'];

const isTab = (text: string): text is TabName => TABS.some(({ key }) => key === text);

/** One segment, saved or as it stands in the builder: what it is, and what there is to know of it. */
export default function Segment(props: PageProps) {
  const { name, built, workspace, asOf } = props;
  const subject = useMemo<Subject>(
    () => ({
      predicate: name === undefined ? built : inSegment(name),
      name: name ?? 'the segment in the builder',
      workspace,
      asOf,
    }),
    [name, built, workspace, asOf],
  );
  const asked = useMemo(
    () => (name === undefined ? undefined : { workspace, name }),
    [workspace, name],
  );
  const kept = useLatest(asked, askKept, 0);
  const refused = asked !== undefined && kept.problem !== undefined;
  return (
    <>
      {asked && <Standing outcome={kept} />}
      {!refused && (
        <>
          <Head
            subject={subject}
            kept={asked && kept.answer?.question === asked ? kept.answer.value : undefined}
            catalog={props.catalog}
            openPredicate={props.openPredicate}
          />
          <Parts key={`${workspace} ${name ?? ''}`} {...props} subject={subject} />
        </>
      )}
    </>
  );
}

function askKept(
  question: { readonly workspace: string; readonly name: string },
  signal: AbortSignal,
): Promise<GetSegmentResponse> {
  return definitions.getSegment(question, { signal });
}

/** One part at a time, so that only what is looked at is asked. */
function Parts({ subject, catalog, openPredicate }: PageProps & { readonly subject: Subject }) {
  const [tab, setTab] = useRemembered<TabName>('segment.tab', 'history', isTab);
  // What was looked at stays as it was left.
  const [seen, setSeen] = useState<ReadonlySet<TabName>>(() => new Set([tab]));
  if (!catalog) return null;
  const part = (name: TabName) => {
    switch (name) {
      case 'history':
        return <History subject={subject} catalog={catalog} />;
      case 'difference':
        return <Difference subject={subject} catalog={catalog} openPredicate={openPredicate} />;
      case 'members':
        return <Members subject={subject} catalog={catalog} />;
      case 'results':
        return <Results subject={subject} catalog={catalog} />;
      case 'reach':
        return <Reach subject={subject} catalog={catalog} />;
    }
  };
  return (
    <Tabs
      label="What there is to know"
      tabs={TABS}
      chosen={tab}
      onChoose={(next) => {
        setTab(next);
        setSeen(new Set([...seen, next]));
      }}
    >
      {TABS.filter(({ key }) => seen.has(key)).map(({ key }) => (
        <div key={key} class="segment-part" hidden={key !== tab} data-part={key}>
          {part(key)}
        </div>
      ))}
    </Tabs>
  );
}
