// Pieces of expressions. Names and values come from the workspace: whatever they hold must not change what is asked.

/** A string as it stands in an expression. */
export function text(value: string): string {
  const escaped = value.replace(/[\\'\n\r\t]/g, (char) => ESCAPES[char] ?? char);
  return `'${escaped}'`;
}

const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Words that mean something else where a name is expected. */
const RESERVED = new Set(
  (
    'true false null in as break const continue else for function if import let loop package ' +
    'namespace return var void while customer event instant'
  ).split(' '),
);

function isPlain(name: string): boolean {
  return PLAIN.test(name) && !RESERVED.has(name);
}

/** An attribute. */
export function attribute(name: string): string {
  return isPlain(name) ? name : `customer[${text(name)}]`;
}

/** A property, inside a `where` or a measure. */
export function property(name: string): string {
  return isPlain(name) ? name : `event[${text(name)}]`;
}

/** Events of any of some behaviours. */
export function did(...behaviours: readonly string[]): string {
  return `did(${behaviours.map(text).join(', ')})`;
}

/** The steps of events whose property has a value. */
export function where(name: string, value: string): string {
  return `.where(${property(name)} == ${text(value)})`;
}

/** The customers of a saved segment. */
export function segment(name: string): string {
  return `segment(${text(name)})`;
}
