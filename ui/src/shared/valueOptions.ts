import type { ValueCount } from '../api/wire';
import type { Option } from './Combobox';
import { counted } from './numbers';

/** So many values are offered at once. */
export const SHOWN_VALUES = 60;

/** Values of one or more lists together, each with how often it occurs, the most frequent first. */
export function optionsOf(lists: readonly (readonly ValueCount[])[]): readonly Option[] {
  const sums = new Map<string, bigint>();
  for (const { value, count } of lists.flat()) sums.set(value, (sums.get(value) ?? 0n) + count);
  return [...sums]
    .sort(([, a], [, b]) => (a < b ? 1 : a > b ? -1 : 0))
    .slice(0, SHOWN_VALUES)
    .map(([value, count]) => ({ key: value, label: value, detail: counted(count) }));
}
