import {
  Direction,
  Period,
  type Span,
  SpanUnit,
  type Time,
  type Time_Shift,
  type Window,
  type Window_Calendar,
} from '../api/wire';
import { plural } from './words';

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

const UNITS: Record<SpanUnit, string> = {
  [SpanUnit.UNSPECIFIED]: 'unit',
  [SpanUnit.MILLISECOND]: 'millisecond',
  [SpanUnit.SECOND]: 'second',
  [SpanUnit.MINUTE]: 'minute',
  [SpanUnit.HOUR]: 'hour',
  [SpanUnit.DAY]: 'day',
  [SpanUnit.WEEK]: 'week',
  [SpanUnit.MONTH]: 'month',
  [SpanUnit.YEAR]: 'year',
};

const PERIODS: Record<Period, string> = {
  [Period.UNSPECIFIED]: 'period',
  [Period.DAY]: 'day',
  [Period.WEEK]: 'week',
  [Period.MONTH]: 'month',
  [Period.QUARTER]: 'quarter',
  [Period.YEAR]: 'year',
};

/** The name of a month from 1. */
export function month(number: number): string | undefined {
  return MONTHS[number - 1];
}

/** The name of a weekday, Monday from 1. */
export function weekday(number: number): string | undefined {
  return WEEKDAYS[number - 1];
}

/** 14 days, 1 month. */
export function span(length: Span | undefined): string {
  if (!length) return 'some time';
  const unit = UNITS[length.unit];
  return `${length.amount} ${length.amount === 1n ? unit : plural(unit)}`;
}

/** 14 days, but a month rather than 1 month: after `the last`. */
function stretch(length: Span | undefined): string {
  return length?.amount === 1n ? UNITS[length.unit] : span(length);
}

/** A day: 1 November 2011. */
export function day(date: string): string {
  const parts = /^(\d{4,})-(\d{2})-(\d{2})$/.exec(date);
  return parts ? `${Number(parts[3])} ${month(Number(parts[2])) ?? parts[2]} ${parts[1]}` : date;
}

/** An instant: 1 November 2011, 10:05 UTC; finer than minutes only where it matters. */
function instant(millis: number): string {
  const iso = new Date(millis).toISOString();
  const time = iso
    .slice(11, 23)
    .replace(/\.000$/, '')
    .replace(/^(\d\d:\d\d):00$/, '$1');
  return `${day(iso.slice(0, 10))}, ${time} UTC`;
}

/** A point in time. */
export function time(at: Time | undefined): string {
  const anchor = at?.anchor;
  const shifts = at?.shifts ?? [];
  if (anchor?.case === 'now') return relative(shifts);
  const start =
    anchor?.case === 'date'
      ? day(anchor.value)
      : anchor?.case === 'instant'
        ? instant(Number(anchor.value.seconds) * 1000 + Math.floor(anchor.value.nanos / 1e6))
        : 'some time';
  return shifts.reduce((text, shift) => `${shifted(shift)} ${text}`, start);
}

function shifted(shift: Time_Shift): string {
  return `${span(shift.span)} ${shift.direction === Direction.EARLIER ? 'before' : 'after'}`;
}

function relative(shifts: readonly Time_Shift[]): string {
  const [first, ...rest] = shifts;
  if (!first) return 'now';
  const start = `${span(first.span)} ${first.direction === Direction.EARLIER ? 'ago' : 'from now'}`;
  return rest.reduce((text, shift) => `${shifted(shift)} ${text}`, start);
}

/** A date of no shift, as written. */
function plainDate(at: Time | undefined): string | undefined {
  return at?.anchor.case === 'date' && at.shifts.length === 0 ? at.anchor.value : undefined;
}

/** Whether a time is the midnight that begins a day. */
export function isDay(at: Time | undefined): boolean {
  return plainDate(at) !== undefined;
}

/** When: after `bought` as after `is`. */
export function during(window: Window | undefined, after: 'did' | 'is' = 'did'): string {
  const kind = window?.kind;
  switch (kind?.case) {
    case 'last':
      return `in the last ${stretch(kind.value.span)}`;
    case 'next':
      return `in the next ${stretch(kind.value.span)}`;
    case 'ago':
      return between(kind.value.from, kind.value.to);
    case 'between':
      return fromTo(kind.value.from, kind.value.to);
    case 'since':
      return after === 'did'
        ? `since ${time(kind.value.from)}`
        : `between ${time(kind.value.from)} and now`;
    case 'before':
      return `before ${time(kind.value.to)}`;
    case 'calendar':
      return period(kind.value);
    case undefined:
      return 'at some time';
  }
}

function between(from: Span | undefined, to: Span | undefined): string {
  return from && to && from.unit === to.unit
    ? `between ${from.amount} and ${span(to)} ago`
    : `between ${span(from)} ago and ${span(to)} ago`;
}

function fromTo(from: Time | undefined, to: Time | undefined): string {
  const start = plainDate(from);
  const end = plainDate(to);
  if (start === undefined || end === undefined)
    return `from ${time(from)} until just before ${time(to)}`;
  // Windows end before their last date, people's end with it.
  const last = new Date(`${end}T00:00:00Z`);
  if (Number.isNaN(last.getTime())) return `from ${day(start)} until just before ${day(end)}`;
  last.setUTCDate(last.getUTCDate() - 1);
  const lastDay = last.toISOString().slice(0, 10);
  return lastDay === start ? `on ${day(start)}` : `from ${day(start)} to ${day(lastDay)}`;
}

function period({ period: kind, offset }: Window_Calendar): string {
  const name = PERIODS[kind];
  const near = kind === Period.DAY ? ['yesterday', 'today', 'tomorrow'] : [];
  if (near[offset + 1] !== undefined) return near[offset + 1] as string;
  switch (offset) {
    // "Last week" would be taken for the last seven days.
    case -1:
      return `in the previous calendar ${name}`;
    case 0:
      return `in this calendar ${name}`;
    case 1:
      return `in the next calendar ${name}`;
    default:
      return offset < 0
        ? `in the calendar ${name} ${-offset} ${plural(name)} ago`
        : `in the calendar ${name} ${offset} ${plural(name)} from now`;
  }
}
