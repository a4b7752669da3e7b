import {
  type ChannelResults,
  ChannelExtent,
  type GroupResults,
  type Lift,
  type Lift_Interval as Interval,
  ResultsBase,
} from '../../../api/messageWords';
import { counted } from '../../../shared/numbers';

/** How a channel's results are headed; `channels` are asked for one by one. */
export function titleOf({ extent, channel }: ChannelResults, channels: number): string {
  switch (extent) {
    case ChannelExtent.ALL:
      return channels === 2 ? 'both' : 'all';
    case ChannelExtent.ANY:
      return channels === 2 ? 'either' : 'any';
    default:
      return channel;
  }
}

/** Of whom shares are taken: 1,200 recipients among 5,000 customers. */
export function groupOf(group: GroupResults, base: ResultsBase): string {
  const customers = `${counted(group.customers)} customers`;
  return base === ResultsBase.RECIPIENTS
    ? `${counted(group.base)} recipients among ${customers}`
    : customers;
}

/** What a lift says. */
export interface Told {
  /** `+0.32 points`, or why there is no number. */
  readonly text: string;
  /** Where the truth lies: `-0.58 to +1.21`; empty without a number. */
  readonly interval: string;
  /** Whether the interval leaves no doubt of the direction. */
  readonly direction: 'ahead' | 'behind' | 'open' | 'too few';
}

/** By how much a share is ahead. */
export function pointsOf({ outcome }: Lift): Told {
  return outcome.case === 'estimate'
    ? told(outcome.value.difference, 100, ' points')
    : tooFew(outcome.value);
}

/** By how much a share is ahead, as a part of the other one; undefined where there is no such number. */
export function ratioOf({ outcome }: Lift): Told | undefined {
  return outcome.case === 'estimate' && outcome.value.ratio
    ? told(outcome.value.ratio, 100, ' %')
    : undefined;
}

/** By how much an amount per customer is ahead. */
export function amountOf({ outcome }: Lift): Told {
  return outcome.case === 'estimate'
    ? told(outcome.value.difference, 1, ' per customer')
    : tooFew(outcome.value);
}

function told(interval: Interval | undefined, factor: number, unit: string): Told {
  const { value = 0, low = 0, high = 0 } = interval ?? {};
  return {
    text: signed(value * factor) + unit,
    interval: `${signed(low * factor)} to ${signed(high * factor)}`,
    direction: low > 0 ? 'ahead' : high < 0 ? 'behind' : 'open',
  };
}

function tooFew(reason: string | undefined): Told {
  return { text: reason ?? 'too few customers', interval: '', direction: 'too few' };
}

/** A number with its sign and two digits. */
export function signed(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  return `${value < 0 && Number(digits) !== 0 ? '−' : '+'}${digits}`;
}

/** A share in percent with two digits, as lifts are told in points of it. */
export function percent(part: number): string {
  return `${(part * 100).toFixed(2)} %`;
}

const amount = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An amount per customer. */
export function perCustomer(value: number): string {
  return amount.format(value);
}

/** An exact sum, with its thousands told apart: a decimal of any length. */
export function sumOf(decimal: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(decimal) ?? [];
  return whole === '' ? decimal : `${sign && '−'}${counted(BigInt(whole))}${fraction}`;
}
