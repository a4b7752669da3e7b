import { type PreviewWarning, PreviewWarningKind as Kind } from '../../api/wire';

/** Warnings of one kind. */
export interface WarningGroup {
  readonly kind: Kind;
  readonly title: string;
  /** `bad`: the segment as it stands cannot be meant; `note`: worth a look. */
  readonly weight: 'bad' | 'note';
  readonly sayings: readonly Saying[];
}

/** What is said once of one clause or of several. */
export interface Saying {
  readonly message: string;
  readonly warnings: readonly PreviewWarning[];
}

/** The heaviest first. */
const KINDS: readonly (readonly [Kind, string, WarningGroup['weight']])[] = [
  [Kind.NOBODY, 'Nobody', 'bad'],
  [Kind.CONTRADICTION, 'Never both', 'bad'],
  [Kind.UNKNOWN_VALUE, 'Values nobody has', 'bad'],
  [Kind.EMPTY_WINDOW, 'A window that is empty now', 'bad'],
  [Kind.WINDOW_BEYOND_RETENTION, 'Looks further back than events are kept', 'bad'],
  [Kind.EVERYBODY, 'Everybody', 'note'],
  [Kind.TOO_SMALL, 'Very small', 'note'],
  [Kind.NEGATED_OR, 'Easily misread', 'note'],
  [Kind.DUPLICATE, 'Said twice', 'note'],
  [Kind.NO_EFFECT, 'Changes nothing', 'note'],
  [Kind.WINDOW_BEYOND_DATA, 'Looks further back than the data', 'note'],
];

/** Warnings by kind, the heaviest first; each kind in the order of the answer. */
export function grouped(
  warnings: readonly PreviewWarning[],
  tell: (warning: PreviewWarning) => string = ({ message }) => message,
): WarningGroup[] {
  const known = new Set(KINDS.map(([kind]) => kind));
  const of = (kind: Kind) => warnings.filter((warning) => warning.kind === kind);
  const groups = KINDS.map(([kind, title, weight]) => ({
    kind,
    title,
    weight,
    sayings: sayings(of(kind), tell),
  }));
  // A newer server may know more kinds than this page.
  const others = warnings.filter(({ kind }) => !known.has(kind));
  return [
    ...groups,
    {
      kind: Kind.UNSPECIFIED,
      title: 'Also',
      weight: 'note' as const,
      sayings: sayings(others, tell),
    },
  ].filter((group) => group.sayings.length > 0);
}

function sayings(
  warnings: readonly PreviewWarning[],
  tell: (warning: PreviewWarning) => string,
): Saying[] {
  const said = new Map<string, PreviewWarning[]>();
  for (const warning of warnings) {
    const message = sentence(tell(warning));
    said.set(message, [...(said.get(message) ?? []), warning]);
  }
  return [...said].map(([message, all]) => ({ message, warnings: all }));
}

/**
 * A warning for people who build rather than write: the server's words speak of the text.
 *
 * @param negated whether the clause it is about is a negation as a whole
 */
export function plainly({ kind, message }: PreviewWarning, negated: boolean): string {
  switch (kind) {
    case Kind.NEGATED_OR:
      return negated
        ? 'leaves out everyone who meets any one of these; to leave out only those who meet all of them, choose “all” inside'
        : 'lets in everyone who misses at least one of these, which is nearly everybody; choose “all” to ask that none is met';
    case Kind.NO_EFFECT:
      return 'the total is the same without';
    case Kind.UNKNOWN_VALUE:
      // What is meant instead is offered as buttons.
      return message.replace(/; did you mean .*$/, '');
    default:
      return message;
  }
}

/** A message as a sentence. */
export function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
