import { Code, ConnectError } from '@connectrpc/connect';
import { BadRequestSchema } from './generated/google/rpc/error_details_pb';

/** One fault of a refused request. */
export interface Fault {
  /** The field at fault: `expression`, `predicate.and.terms[1].compares.literal`; may be empty. */
  readonly place: string;
  /** From 1, where the field is a text. */
  readonly line?: number;
  /** From 1, where the field is a text. */
  readonly column?: number;
  /** What is wrong and what would be right. */
  readonly message: string;
}

/** Why a question has no answer. */
export interface Problem {
  /**
   * `refused`: the question must change; `conflict`: somebody else has changed what it is about; `away`: the server could not be
   * asked or failed.
   */
  readonly kind: 'refused' | 'conflict' | 'away';
  readonly message: string;
  /** One or more. */
  readonly faults: readonly Fault[];
}

/** Whether this only says that a newer question has taken this one's place. */
export function isCancelled(reason: unknown): boolean {
  return (
    ConnectError.from(reason).code === Code.Canceled ||
    (reason instanceof DOMException && reason.name === 'AbortError')
  );
}

const KINDS: Partial<Record<Code, Problem['kind']>> = {
  [Code.InvalidArgument]: 'refused',
  [Code.NotFound]: 'refused',
  [Code.FailedPrecondition]: 'refused',
  [Code.Aborted]: 'conflict',
  [Code.AlreadyExists]: 'conflict',
};

/** What a failed call says, for people. */
export function problemOf(reason: unknown): Problem {
  const error = ConnectError.from(reason);
  const kind = KINDS[error.code] ?? 'away';
  const faults = error
    .findDetails(BadRequestSchema)
    .flatMap((report) => report.fieldViolations)
    .map((violation) => fault(violation.field, violation.description));
  const message =
    kind === 'away' ? `Lamella does not answer: ${error.rawMessage}` : error.rawMessage;
  return {
    kind,
    message,
    faults: faults.length > 0 ? faults : [fault('', message)],
  };
}

const POSITION = /^(\d+):(\d+): /;

/** A text's fault begins with its line and column. */
export function fault(place: string, description: string): Fault {
  const position = POSITION.exec(description);
  if (!position) return { place, message: description };
  return {
    place,
    line: Number(position[1]),
    column: Number(position[2]),
    message: description.slice(position[0].length),
  };
}
