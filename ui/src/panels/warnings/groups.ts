import { type PreviewWarning, PreviewWarningKind as Kind } from '../../api/wire';

/** Warnings of one kind. */
export interface WarningGroup {
  readonly kind: Kind;
  readonly title: string;
  /** `bad`: the segment as it stands cannot be meant; `note`: worth a look. */
  readonly weight: 'bad' | 'note';
  readonly warnings: readonly PreviewWarning[];
}

/** The heaviest first. */
const KINDS: readonly (readonly [Kind, string, WarningGroup['weight']])[] = [
  [Kind.NOBODY, 'Nobody', 'bad'],
  [Kind.CONTRADICTION, 'Never both', 'bad'],
  [Kind.UNKNOWN_VALUE, 'Values nobody has', 'bad'],
  [Kind.EMPTY_WINDOW, 'A window that is empty now', 'bad'],
  [Kind.EVERYBODY, 'Everybody', 'note'],
  [Kind.TOO_SMALL, 'Very small', 'note'],
  [Kind.NEGATED_OR, 'Easily misread', 'note'],
  [Kind.DUPLICATE, 'Said twice', 'note'],
  [Kind.NO_EFFECT, 'Changes nothing', 'note'],
  [Kind.WINDOW_BEYOND_DATA, 'Looks further back than the data', 'note'],
];

/** Warnings by kind, the heaviest first; each kind in the order of the answer. */
export function grouped(warnings: readonly PreviewWarning[]): WarningGroup[] {
  const known = KINDS.map(([kind, title, weight]) => ({
    kind,
    title,
    weight,
    warnings: warnings.filter((warning) => warning.kind === kind),
  }));
  const unknown = warnings.filter(({ kind }) => !KINDS.some(([each]) => each === kind));
  return [
    ...known,
    // A newer server may know more kinds than this page.
    { kind: Kind.UNSPECIFIED, title: 'Worth a look', weight: 'note' as const, warnings: unknown },
  ].filter((group) => group.warnings.length > 0);
}

/** A message as a sentence. */
export function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
