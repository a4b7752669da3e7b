package io.lamella.engine.query;

/// Where a part of a predicate stands in what the caller wrote: `1:23` in a text, a field path in a
/// message.
@FunctionalInterface
public interface Locator {

  /// The place of this very object (by identity: a [Predicate], [Operand], [Field], [Literal],
  /// [Window], [Span], [Measure], [Step], [Selection] or [Selection.BehaviourName]), or of the
  /// whole if it is not known.
  String locate(Object part);
}
