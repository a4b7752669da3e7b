// How names and values of a workspace become words. Names are the workspace's own, so every rule here has a plain
// fallback that is right for any name.

/** The words of a name: `firstName`, `first_name` and `first-name` are all first, name. */
export function words(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .split(/[\s_.-]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 1 && word === word.toUpperCase() ? word : word.toLowerCase()));
}

/** A name as words. */
export function spoken(name: string): string {
  const [first, ...rest] = words(name);
  if (first === undefined) return name;
  if (first === 'consent' && rest.length > 0) return `${rest.join(' ')} consent`;
  if (/^(signed|sign|signup)$/.test(first) && /^(up|date|at)?$/.test(rest[0] ?? ''))
    return 'sign-up date';
  return [first, ...rest].join(' ');
}

/** What a property tells apart, in the plural unless there is one: `order_id` tells orders apart. */
export function things(property: string, one: boolean): string {
  const all = words(property);
  const last = all.at(-1);
  const kept = all.length > 1 && /^(id|key|number|no)$/i.test(last ?? '') ? all.slice(0, -1) : all;
  const noun = kept.join(' ');
  return one ? noun : plural(noun);
}

/** The plural of a regular noun. */
export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** The singular of a regular plural. */
export function singular(noun: string): string {
  if (/ies$/.test(noun)) return `${noun.slice(0, -3)}y`;
  return /[^s]s$/.test(noun) ? noun.slice(0, -1) : noun;
}

/** `a` or `an` and the noun. */
export function one(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

const WORD = /^[\p{L}\p{N}][\p{L}\p{N}_+.@%/-]*$/u;
const JOINERS = new Set(['and', 'or', 'not', 'nor', 'none', 'neither', 'is', 'where', 'in', 'of']);

/** A value: as it is where it reads as one word of its own, else in quotes. */
export function value(text: string): string {
  return WORD.test(text) && !JOINERS.has(text.toLowerCase()) ? text : quoted(text);
}

/** A text in quotes. */
export function quoted(text: string): string {
  return `“${text}”`;
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(items: readonly string[], joiner: 'and' | 'or' | 'nor'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${joiner} ${last}`;
}

/** 1st, 2nd, 3rd, 4th, 11th, 22nd. */
export function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}
