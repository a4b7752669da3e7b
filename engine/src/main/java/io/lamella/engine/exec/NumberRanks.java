package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.Fraction;
import java.math.BigDecimal;
import java.util.Optional;

/// Finds numbers that customers have of one attribute now by their rank among all. Confined to one
/// thread.
final class NumberRanks {
  private final CurrentValues current;
  private final int ordinals;
  private final Deadline deadline;
  private final Optional<AttributeNumbers> plain;

  /// @param ordinals how many customers were given a place
  NumberRanks(CurrentValues current, int ordinals, Deadline deadline) {
    this.current = current;
    this.ordinals = ordinals;
    this.deadline = deadline;
    this.plain = AttributeNumbers.of(current, deadline);
  }

  /// How many customers have a number.
  long size() {
    return current.presentCardinality();
  }

  /// The k-th largest.
  ///
  /// @param k from 1 to [#size]
  BigDecimal kthLargest(long k) {
    return plain.isPresent()
        ? plain.get().kthLargest(k, size())
        : KthLargest.of(this::forEach, told -> k).map(Fraction::dividend).orElseThrow();
  }

  private void forEach(KthLargest.Visitor visitor) {
    for (int ordinal = 0; ordinal < ordinals; ordinal++) {
      if ((ordinal & (Population.CHUNK - 1)) == 0) {
        deadline.check();
      }
      current
          .of(ordinal)
          .ifPresent(place -> {
            BigDecimal number = ((Values.Decimals) place.values()).value(place.row());
            visitor.number(number.doubleValue(), () -> Fraction.of(number));
          });
    }
  }
}
