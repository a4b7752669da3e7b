import { type BreakdownResponse, type GetCatalogResponse, ValueType } from '../../api/wire';
import { fraction } from '../../shared/fraction';

/** One value inside the segment and among everyone. */
export interface Bar {
  readonly value: string;
  readonly count: bigint;
  readonly population: bigint;
  /** Part of the segment, 0 to 1. */
  readonly inside: number;
  /** Part of everyone, 0 to 1. */
  readonly outside: number;
  /** How many times as frequent inside as among everyone. */
  readonly lift: number;
  /** The condition that narrows the segment to it. */
  readonly expression: string;
}

export function barsOf({ slices, count, population }: BreakdownResponse): Bar[] {
  return slices.map((slice) => {
    const inside = fraction(slice.count, count);
    const outside = fraction(slice.population, population);
    return {
      value: slice.value,
      count: slice.count,
      population: slice.population,
      inside,
      outside,
      lift: outside === 0 ? 0 : inside / outside,
      expression: slice.expression,
    };
  });
}

export const ORDERS = {
  count: 'Customers',
  lift: 'Most typical',
  value: 'Name',
} as const;

export type Order = keyof typeof ORDERS;

export function isOrder(text: string): text is Order {
  return Object.hasOwn(ORDERS, text);
}

const names = new Intl.Collator('en', { numeric: true });

/** The bars in an order; equal ones by name, so that nothing jumps between answers. */
export function ordered(bars: readonly Bar[], order: Order): Bar[] {
  const byName = (a: Bar, b: Bar) => names.compare(a.value, b.value);
  const by: Record<Order, (a: Bar, b: Bar) => number> = {
    count: (a, b) => Number(b.count - a.count) || byName(a, b),
    lift: (a, b) => b.lift - a.lift || byName(a, b),
    value: byName,
  };
  return [...bars].sort(by[order]);
}

/** What full width means: the largest share that is drawn. */
export function scaleOf(bars: readonly Bar[]): number {
  return Math.max(...bars.flatMap((bar) => [bar.inside, bar.outside]), Number.MIN_VALUE);
}

/** Whether a lift is worth pointing out. */
export function leaning(lift: number): 'over' | 'under' | 'even' {
  return lift >= 1.2 ? 'over' : lift <= 1 / 1.2 ? 'under' : 'even';
}

/** An attribute that can be broken down. */
export interface Choice {
  readonly name: string;
  readonly group: 'Values' | 'Numbers and dates' | 'Texts';
}

const GROUPS: Partial<Record<ValueType, Choice['group']>> = {
  [ValueType.KEYWORD]: 'Values',
  [ValueType.SET]: 'Values',
  [ValueType.BOOLEAN]: 'Values',
  [ValueType.NUMBER]: 'Numbers and dates',
  [ValueType.DATE]: 'Numbers and dates',
  [ValueType.TEXT]: 'Texts',
};

/** What a catalogue's customers can be broken down by. */
export function choicesOf(catalog: GetCatalogResponse): Choice[] {
  return catalog.attributes.flatMap(({ name, type, customers }) => {
    const group = GROUPS[type];
    return group && customers > 0n ? [{ name, group }] : [];
  });
}

const TELLING = [/^country$/i, /country|region|city/i, /tier|gender|status/i];

/** What to break down by before anything was chosen: where people live, or a keyword of some values. */
export function firstChoice(catalog: GetCatalogResponse): string | undefined {
  const few = catalog.attributes.filter(
    ({ type, distinctValues }) =>
      type === ValueType.KEYWORD && distinctValues > 1n && distinctValues <= 500n,
  );
  for (const pattern of TELLING) {
    const found = few.find(({ name }) => pattern.test(name));
    if (found) return found.name;
  }
  return (few[0] ?? catalog.attributes.find(({ type }) => type in GROUPS))?.name;
}

/** Whether one customer may be in several bars. */
export function isSet(catalog: GetCatalogResponse, attribute: string): boolean {
  return catalog.attributes.some(({ name, type }) => name === attribute && type === ValueType.SET);
}
