package io.lamella.engine.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One or more expressions asked of one snapshot of one workspace at one instant.
///
/// @param asOf the *now* of every window; empty for the clock when the question arrives. Cut to the
///   millisecond
public record Question(String workspace, List<Expression> expressions, Optional<Instant> asOf) {

  /// The most expressions one question may hold.
  public static final int MAX_EXPRESSIONS = 1_000;

  /// The workspace used when none is named.
  public static final String DEFAULT_WORKSPACE = "default";

  public Question {
    expressions = List.copyOf(expressions);
  }

  /// One text, asked of the default workspace, now.
  public static Question of(String expression) {
    return new Question(DEFAULT_WORKSPACE, List.of(Expression.of(expression)), Optional.empty());
  }

  /// The same question at another instant.
  public Question asOf(Instant instant) {
    return new Question(workspace, expressions, Optional.of(instant));
  }
}
