import type { BehaviourCoverage_Day } from '../../api/insightWords';

/** A day's events and how many its weekday usually has. */
export interface Day {
  readonly date: string;
  readonly events: number;
  /** The average of the same weekday in the weeks before; undefined where there are none. */
  readonly usual: number | undefined;
}

export function daysOf(
  days: readonly Pick<BehaviourCoverage_Day, 'date' | 'events' | 'weeksBefore'>[],
): Day[] {
  return days.map(({ date, events, weeksBefore }) => ({
    date,
    events: Number(events),
    usual:
      weeksBefore.length === 0
        ? undefined
        : weeksBefore.reduce((sum, each) => sum + Number(each), 0) / weeksBefore.length,
  }));
}

/** How many events of some days came more than a day after they had happened. */
export function lateOf(days: readonly Pick<BehaviourCoverage_Day, 'late'>[]): number {
  return days.reduce((sum, { late }) => sum + Number(late), 0);
}

/** Fewer events than this on a usual day say nothing by their number. */
const FEW = 20;

/** Whether a day has far more or far fewer events than usual: half, or twice as many. */
export function strange({ events, usual }: Day): 'few' | 'many' | undefined {
  if (usual === undefined || usual < FEW) return undefined;
  return events < usual / 2 ? 'few' : events > usual * 2 ? 'many' : undefined;
}

const HOUR_MS = 3_600_000;

/** How long before an instant something happened, as it is read. */
export function ago(happened: Date, now: Date): string {
  const hours = (now.getTime() - happened.getTime()) / HOUR_MS;
  if (hours < 0) return 'later than the instant asked about';
  if (hours < 1) return 'less than an hour before';
  if (hours < 48) return told(Math.floor(hours), 'hour');
  return told(Math.floor(hours / 24), 'day');
}

function told(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} before`;
}

const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A date as it stands under a chart: 31 Jan. */
export function shortDate(date: string): string {
  return SHORT.format(new Date(`${date}T00:00:00Z`));
}
