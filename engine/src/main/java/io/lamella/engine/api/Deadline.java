package io.lamella.engine.api;

import java.util.function.BooleanSupplier;

/// How long a question may take, and whether its caller still waits. Checked by the evaluator every
/// few chunks. Safe for use by several threads.
///
/// @param nanoTime the [System#nanoTime] at which it passes
/// @param cancelled whether the caller went away
public record Deadline(long nanoTime, BooleanSupplier cancelled) {

  private static final long NEVER = Long.MAX_VALUE;

  /// No deadline.
  public static Deadline none() {
    return new Deadline(NEVER, () -> false);
  }

  /// A deadline this many nanoseconds from now.
  public static Deadline after(long nanos, BooleanSupplier cancelled) {
    return new Deadline(System.nanoTime() + nanos, cancelled);
  }

  /// Returns if there is time left and somebody waits.
  ///
  /// @throws EngineException `DEADLINE_PASSED` or `CANCELLED`
  public void check() {
    if (cancelled.getAsBoolean()) {
      throw new EngineException(EngineException.Code.CANCELLED, "cancelled by the caller");
    }
    if (nanoTime != NEVER && System.nanoTime() - nanoTime > 0) {
      throw new EngineException(
          EngineException.Code.DEADLINE_PASSED,
          "the deadline passed before the answer was complete");
    }
  }
}
