package io.lamella.engine.query.text;

import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;

/// Reads and writes the text form. Safe for use by many threads.
public final class Expressions {

  private Expressions() {}

  /// Reads an expression. Names and types are not checked here.
  ///
  /// @throws io.lamella.engine.api.EngineException `INVALID_EXPRESSION` with every fault of syntax,
  ///   arity and limits
  public static Located parse(String text, Limits limits) {
    throw new IllegalStateException("being built");
  }

  /// Writes a predicate so that [#parse] reads the same tree.
  public static String print(Predicate predicate) {
    throw new IllegalStateException("being built");
  }
}
