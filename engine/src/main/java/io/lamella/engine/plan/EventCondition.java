package io.lamella.engine.plan;

import java.util.List;

/// What one event must satisfy, beside its behaviour and window.
public sealed interface EventCondition {

  /// Every event.
  record Always() implements EventCondition {}

  /// No event.
  record Never() implements EventCondition {}

  /// All of the terms.
  record All(List<EventCondition> terms) implements EventCondition {
    public All {
      terms = List.copyOf(terms);
    }
  }

  /// Any of the terms.
  record Any(List<EventCondition> terms) implements EventCondition {
    public Any {
      terms = List.copyOf(terms);
    }
  }

  /// The term fails.
  record Not(EventCondition term) implements EventCondition {}

  /// At least so many of the terms.
  record AtLeast(int count, List<EventCondition> terms) implements EventCondition {
    public AtLeast {
      terms = List.copyOf(terms);
    }
  }

  /// A property passes a test.
  ///
  /// @param text the test as it was asked, for explanations
  record Property(String name, ValueTest test, String text) implements EventCondition {}

  /// The event's own instant, in milliseconds since 1970, passes a test.
  record OwnInstant(ValueTest test, String text) implements EventCondition {}

  /// Both conditions.
  static EventCondition both(EventCondition a, EventCondition b) {
    if (a instanceof Always || b instanceof Never) {
      return b;
    }
    if (b instanceof Always || a instanceof Never) {
      return a;
    }
    return new All(List.of(a, b));
  }
}
