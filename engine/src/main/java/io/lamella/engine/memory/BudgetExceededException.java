package io.lamella.engine.memory;

/// Memory that was asked for and is not allowed. The message names the bytes needed and the bytes
/// allowed.
public final class BudgetExceededException extends RuntimeException {
  private final String reason;

  public BudgetExceededException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// The message.
  public String reason() {
    return reason;
  }
}
