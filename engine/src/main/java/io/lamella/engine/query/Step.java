package io.lamella.engine.query;

/// One narrowing of a [Selection]. Each judges one event alone, so the order of steps never changes
/// an answer.
public sealed interface Step {

  /// Keeps the events whose own properties satisfy the condition, all of it on one and the same
  /// event. The condition contains no [Predicate.Did], [Predicate.Sample] or measure.
  record Where(Predicate condition) implements Step {}

  /// Keeps the events in the window.
  record Within(Window window) implements Step {}
}
