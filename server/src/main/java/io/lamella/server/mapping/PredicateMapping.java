package io.lamella.server.mapping;

import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;

/// Predicates, both ways, without loss. Names and types are not checked here.
public final class PredicateMapping {

  private PredicateMapping() {}

  /// The engine's predicate, its parts located by their path in the message.
  ///
  /// @param field the path of the message in its request
  /// @throws io.lamella.engine.api.EngineException `INVALID_EXPRESSION` with every part that is
  ///   missing or malformed
  public static Located read(io.lamella.v1.Predicate message, String field) {
    return new PredicateReader().read(message, FieldPath.of(field));
  }

  /// The message.
  public static io.lamella.v1.Predicate write(Predicate predicate) {
    return PredicateWriter.predicate(predicate);
  }
}
