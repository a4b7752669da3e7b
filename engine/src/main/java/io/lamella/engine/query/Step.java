package io.lamella.engine.query;

import java.util.List;

/// One narrowing of a [Selection]. Each judges one event alone, so the order of steps never changes
/// an answer.
public sealed interface Step {

  /// Keeps the events whose own properties satisfy the condition, all of it on one and the same
  /// event. The condition contains no [Predicate.Did], [Predicate.Sample] or measure.
  record Where(Predicate condition) implements Step {}

  /// Keeps the events in the window.
  record Within(Window window) implements Step {}

  /// Keeps the events that have, or have not, another event of the same customer near them:
  /// `followedBy(did('purchase'), '4h', [sku])`. An event is never near itself; two events at one
  /// instant are near each other in both directions.
  ///
  /// @param other the other events; they know nothing of the outer selection's steps
  /// @param equal properties that must be equal on both events; one that either lacks equals
  ///   nothing
  record Sequence(Order order, Selection other, Gap gap, List<Field> equal) implements Step {
    public Sequence {
      equal = List.copyOf(equal);
    }
  }

  /// On which side of an event the other one is looked for, and whether it must be there or must
  /// not.
  enum Order {
    FOLLOWED_BY("followedBy", true, false),
    NOT_FOLLOWED_BY("notFollowedBy", true, true),
    PRECEDED_BY("precededBy", false, false),
    NOT_PRECEDED_BY("notPrecededBy", false, true);

    private final String symbol;
    private final boolean ahead;
    private final boolean negated;

    Order(String symbol, boolean ahead, boolean negated) {
      this.symbol = symbol;
      this.ahead = ahead;
      this.negated = negated;
    }

    /// As written: `followedBy`.
    public String symbol() {
      return symbol;
    }

    /// Whether the other event is looked for at the same instant or later; else at the same instant
    /// or earlier.
    public boolean isAhead() {
      return ahead;
    }

    /// Whether there must be no such event.
    public boolean isNegated() {
      return negated;
    }
  }

  /// How far from an event the other one may be.
  sealed interface Gap {

    /// At most so far, the end included, counted from the event that is judged: months and years by
    /// the calendar, forwards for what follows and backwards for what precedes, as windows do.
    record AtMost(Span span) implements Gap {}

    /// However far: `'all'`.
    record All() implements Gap {}
  }
}
