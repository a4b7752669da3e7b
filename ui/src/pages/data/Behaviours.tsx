import type { BehaviourCoverage, CoverageResponse } from '../../api/insightWords';
import { timestampDate } from '../../api/wire';
import { Series } from '../../charts/Series';
import { Spark } from '../../charts/Spark';
import { dateAndTime } from '../../shared/dates';
import { counted } from '../../shared/numbers';
import { ago, type Day, daysOf, lateOf, shortDate, strange } from './usual';

interface Props {
  readonly answer: CoverageResponse;
  /** The workspace's time zone. */
  readonly zone: string;
  /** The behaviour that is drawn; the one with the most events if there is none. */
  readonly chosen: string | undefined;
  readonly onChoose: (behaviour: string) => void;
}

/** When the events of each behaviour happened, and those of one by days beside what is usual. */
export function Behaviours({ answer, zone, chosen, onChoose }: Props) {
  const { behaviours } = answer;
  const drawn = behaviours.find(({ name }) => name === chosen) ?? largest(behaviours);
  const now = answer.asOf ? timestampDate(answer.asOf) : new Date();
  if (!drawn) return <p>No behaviour is known.</p>;
  return (
    <>
      <h3>{drawn.name}, by day</h3>
      <Days name={drawn.name} days={daysOf(drawn.days)} />
      <div class="sheet-scroll" tabIndex={0} role="group" aria-label="Table of behaviours">
        <table class="sheet-table">
          <caption class="unseen">
            Behaviours, their events, when the last one happened, and how many came more than a day
            late
          </caption>
          <thead>
            <tr>
              <th scope="col">Behaviour</th>
              <th scope="col">Events</th>
              <th scope="col">By day</th>
              <th scope="col">Yesterday</th>
              <th scope="col">First</th>
              <th scope="col">Last</th>
              <th scope="col">Came late</th>
            </tr>
          </thead>
          <tbody>
            {behaviours.map((behaviour) => (
              <Row
                key={behaviour.name}
                behaviour={behaviour}
                zone={zone}
                now={now}
                drawn={behaviour === drawn}
                onChoose={() => onChoose(behaviour.name)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function largest(behaviours: readonly BehaviourCoverage[]): BehaviourCoverage | undefined {
  return behaviours.reduce<BehaviourCoverage | undefined>(
    (most, each) => (most && most.events >= each.events ? most : each),
    undefined,
  );
}

function Days({ name, days }: { readonly name: string; readonly days: readonly Day[] }) {
  return (
    <Series
      label={`Events of ${name} by day`}
      instants={days.map(({ date }) => shortDate(date))}
      lines={[
        {
          name: 'usually',
          kind: 'past',
          values: days.map(({ usual }) => usual),
        },
        { name: 'events', kind: 'main', values: days.map(({ events }) => events) },
      ]}
      told={(value) => counted(Math.round(value))}
    />
  );
}

interface RowProps {
  readonly behaviour: BehaviourCoverage;
  readonly zone: string;
  /** The instant that is asked about. */
  readonly now: Date;
  readonly drawn: boolean;
  readonly onChoose: () => void;
}

function Row({ behaviour, zone, now, drawn, onChoose }: RowProps) {
  const { name, events, first, last, lastArrival } = behaviour;
  const days = daysOf(behaviour.days);
  const yesterday = days.at(-1);
  const odd = yesterday && strange(yesterday);
  return (
    <tr>
      <th scope="row">
        <button type="button" aria-pressed={drawn} onClick={onChoose}>
          {name}
          <span class="unseen">: draw by day</span>
        </button>
      </th>
      <td class="number">{counted(events)}</td>
      <td>
        <Spark
          values={days.map((day) => day.events)}
          label={`${days.length} days, between ${range(days)} events a day`}
        />
      </td>
      <td class={odd ? 'number odd' : 'number'}>
        {yesterday && (
          <>
            {counted(yesterday.events)}
            {yesterday.usual !== undefined && (
              <small>
                usually {counted(Math.round(yesterday.usual))}
                {odd && `: far ${odd === 'few' ? 'fewer' : 'more'}`}
              </small>
            )}
          </>
        )}
      </td>
      <td class="number">{first && dateAndTime(first, zone)}</td>
      <td class="number">
        {last && (
          <>
            {dateAndTime(last, zone)}
            <small>{ago(timestampDate(last), now)}</small>
          </>
        )}
      </td>
      <td class="number">
        {counted(lateOf(behaviour.days))}
        {lastArrival && <small>last one came {dateAndTime(lastArrival, zone)}</small>}
      </td>
    </tr>
  );
}

function range(days: readonly Day[]): string {
  const events = days.map((day) => day.events);
  return `${counted(Math.min(...events))} and ${counted(Math.max(...events))}`;
}
