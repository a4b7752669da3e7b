package io.lamella.engine.effect;

import java.util.Optional;

/// By how much a group of customers is ahead of another that has none of its customers.
///
/// A number is given only where the intervals are known to hold well enough: with [#MIN_CUSTOMERS]
/// in each group, and in each of them [#MIN_EACH] who did it and as many who did not (for amounts:
/// who have another amount than 0).
public sealed interface Lift {
  /// How sure an interval is to hold the truth.
  double CONFIDENCE = 0.95;

  /// Fewer customers in a group are too few.
  int MIN_CUSTOMERS = 100;

  /// Fewer customers in a group who did it, or who did not, are too few.
  int MIN_EACH = 5;

  /// A number.
  ///
  /// @param difference of the shares or means
  /// @param ratio of the shares, less 1: 0.25 is a quarter more; none for means
  record Estimated(Interval difference, Optional<Interval> ratio) implements Lift {}

  /// No number.
  ///
  /// @param reason `too few customers: 37 in the comparison, 100 are needed`
  record TooFew(String reason) implements Lift {}

  /// Of two shares: the difference with Newcombe's interval, the ratio with that of Katz.
  static Lift of(Share segment, Share comparison) {
    return tooFew("segment", segment)
        .or(() -> tooFew("comparison", comparison))
        .orElseGet(() ->
            new Estimated(
                Intervals.ofDifference(segment, comparison),
                Optional.of(Intervals.ofRatio(segment, comparison))));
  }

  /// Of two means: the difference alone, with Welch's interval.
  static Lift of(Spending segment, Spending comparison) {
    return tooFew("segment", segment)
        .or(() -> tooFew("comparison", comparison))
        .orElseGet(
            () -> new Estimated(Intervals.ofDifference(segment, comparison), Optional.empty()));
  }

  private static Optional<Lift> tooFew(String group, Share share) {
    long fewer = Math.min(share.part(), share.whole() - share.part());
    String which = fewer == share.part() ? "did it" : "did not";
    return tooFew(group, share.whole(), fewer, which);
  }

  private static Optional<Lift> tooFew(String group, Spending spending) {
    return tooFew(group, spending.customers(), spending.spenders(), "have an amount");
  }

  private static Optional<Lift> tooFew(String group, long customers, long fewer, String which) {
    if (customers < MIN_CUSTOMERS) {
      return Optional.of(
          new TooFew(
              "too few customers: "
                  + customers
                  + " in the "
                  + group
                  + ", "
                  + MIN_CUSTOMERS
                  + " are needed"));
    }
    if (fewer < MIN_EACH) {
      return Optional.of(
          new TooFew(
              "too few customers: "
                  + fewer
                  + " in the "
                  + group
                  + " "
                  + which
                  + ", "
                  + MIN_EACH
                  + " are needed"));
    }
    return Optional.empty();
  }
}
