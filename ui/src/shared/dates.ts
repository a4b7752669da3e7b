import { type Timestamp, timestampDate } from '../api/wire';

const MEDIUM = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** An instant as people read it, in a time zone: 17 Jun 2026, 12:00. */
export function dateAndTime(instant: Timestamp, zone = 'UTC'): string {
  return new Intl.DateTimeFormat('en-GB', { ...MEDIUM, timeZone: zone }).format(
    timestampDate(instant),
  );
}

/** The day of an instant, short, in a time zone: 17 Jun. */
export function day(instant: Timestamp, zone = 'UTC'): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: zone,
  }).format(timestampDate(instant));
}
