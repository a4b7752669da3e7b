package io.lamella.engine.api;

import java.util.List;
import java.util.stream.Collectors;

/// A question or write that the engine refused. The code says why; its kind says who can act on it.
public final class EngineException extends RuntimeException {

  /// Who can act on a refusal.
  public enum Kind {
    /// The caller must change the request.
    REQUEST,
    /// The same request may succeed later, or on a larger machine.
    CAPACITY,
    /// A mistake of ours: logged whole, told to the caller in one line.
    DEFECT
  }

  /// Why a request was refused.
  public enum Code {
    /// The expression or predicate has faults; all of them are listed.
    INVALID_EXPRESSION(Kind.REQUEST),
    /// Another argument of the request is wrong.
    INVALID_ARGUMENT(Kind.REQUEST),
    /// No such workspace.
    UNKNOWN_WORKSPACE(Kind.REQUEST),
    /// No such attribute, behaviour or property, outside an expression.
    UNKNOWN_NAME(Kind.REQUEST),
    /// No such customer.
    UNKNOWN_CUSTOMER(Kind.REQUEST),
    /// Something of this name is kept already.
    ALREADY_EXISTS(Kind.REQUEST),
    /// What is kept under a name was changed since the caller looked at it.
    VERSION_CONFLICT(Kind.REQUEST),
    /// What is kept under a name is named by something else; the message says by what.
    IN_USE(Kind.REQUEST),
    /// A column contradicts the workspace: nothing was loaded.
    TYPE_CONFLICT(Kind.REQUEST),
    /// A strict import met a line it refuses: nothing was loaded.
    REFUSED_LINES(Kind.REQUEST),
    /// The time zone or first day of the week cannot change once events exist.
    ZONE_FIXED(Kind.REQUEST),
    /// Another import of this workspace is running.
    IMPORT_RUNNING(Kind.CAPACITY),
    /// The memory budget would be passed; the message names the bytes needed and allowed.
    MEMORY_BUDGET_EXCEEDED(Kind.CAPACITY),
    /// More writes wait than may: send the same again later.
    OVERLOADED(Kind.CAPACITY),
    /// Nothing can be written: the disk is full, or failed; the message says which.
    READ_ONLY(Kind.CAPACITY),
    /// The data directory is damaged, or in use; the message names file and offset.
    DAMAGED(Kind.CAPACITY),
    /// The snapshot that was read was let go, because a write needed its memory.
    SNAPSHOT_GONE(Kind.CAPACITY),
    /// The deadline passed before the answer was complete.
    DEADLINE_PASSED(Kind.CAPACITY),
    /// The caller went away.
    CANCELLED(Kind.REQUEST),
    /// The engine is closed.
    CLOSED(Kind.CAPACITY),
    /// A mistake of ours.
    INTERNAL(Kind.DEFECT);

    private final Kind kind;

    Code(Kind kind) {
      this.kind = kind;
    }

    /// Who can act on it.
    public Kind kind() {
      return kind;
    }
  }

  private final Code code;
  private final transient List<Fault> faults;

  public EngineException(Code code, String message) {
    this(code, message, List.of());
  }

  /// A refusal with all its faults.
  public EngineException(Code code, String message, List<Fault> faults) {
    super(message);
    this.code = code;
    this.faults = List.copyOf(faults);
  }

  /// The refusal of one argument.
  public static EngineException invalidArgument(String argument, String message) {
    return new EngineException(
        Code.INVALID_ARGUMENT, message, List.of(new Fault(argument, message)));
  }

  /// Refuses an argument that has faults.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with all of them, if there are any
  public static void refuse(String message, List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new EngineException(Code.INVALID_ARGUMENT, message, faults);
    }
  }

  /// The refusal of an expression; the message lists every fault, one a line.
  public static EngineException invalidExpression(List<Fault> faults) {
    return new EngineException(
        Code.INVALID_EXPRESSION,
        faults.stream().map(Fault::toString).collect(Collectors.joining("\n")),
        faults);
  }

  /// Why.
  public Code code() {
    return code;
  }

  /// Every fault found, in the order in which they stand; empty unless the code is about what was
  /// written.
  public List<Fault> faults() {
    return faults;
  }
}
