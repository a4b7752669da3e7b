import { type ValueCount, ValueType } from '../api/wire';
import type { BehaviourRole, PropertyRole, Roles } from '../model/roles';

/** A list of values that recipes pick from. */
export type ListOf =
  | { readonly case: 'attribute'; readonly attribute: string }
  | { readonly case: 'property'; readonly behaviour: string; readonly property: string };

/** The values of some lists, most frequent first. */
export type Values = ReadonlyMap<string, readonly ValueCount[]>;

/** A list's key in {@link Values}. */
export function keyOf(list: ListOf): string {
  return JSON.stringify(
    list.case === 'attribute' ? [list.attribute] : [list.behaviour, list.property],
  );
}

const PICKED: readonly (readonly [BehaviourRole, readonly PropertyRole[]])[] = [
  ['buying', ['category', 'collection']],
  ['viewing', ['category', 'collection']],
  ['opening', ['topic']],
  ['bouncing', ['kind']],
  ['answering', ['answer']],
];

/** The lists that the recipes of these roles pick from, each once. */
export function listsOf(roles: Roles): ListOf[] {
  const lists: ListOf[] = PICKED.flatMap(([role, properties]) => {
    const found = roles.behaviour[role];
    return properties.flatMap((each) => {
      const property = found?.property[each];
      return found && property
        ? [{ case: 'property', behaviour: found.behaviour, property } as const]
        : [];
    });
  });
  for (const attribute of [roles.attribute.consent, roles.attribute.told]) {
    if (attribute && attribute.type !== ValueType.BOOLEAN) {
      lists.push({ case: 'attribute', attribute: attribute.name });
    }
  }
  return [...new Map(lists.map((list) => [keyOf(list), list])).values()];
}

/** The value that fits, or else the most frequent one; undefined where there is none. */
export function picked(values: Values, list: ListOf, preferred?: RegExp): ValueCount | undefined {
  const all = values.get(keyOf(list)) ?? [];
  return all.find((each) => preferred?.test(each.value)) ?? all[0];
}

/** The value that fits; undefined where none does. */
export function fitting(values: Values, list: ListOf, pattern: RegExp): ValueCount | undefined {
  return values.get(keyOf(list))?.find((each) => pattern.test(each.value));
}
