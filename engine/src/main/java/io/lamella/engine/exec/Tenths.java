package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.Fraction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.LongFunction;

/// Cuts the numbers that an attribute was built with into bins of a tenth of them each.
final class Tenths {
  private static final int BINS = 10;

  private Tenths() {}

  /// The least number of each tenth, ascending; equal ones once.
  static List<BigDecimal> of(Attribute built, Deadline deadline) {
    var numbers = new CurrentValues(Optional.of(built), List.of());
    long size = built.presentCardinality();
    if (built.numbers() > 0) {
      return lows(size, rank -> fromBitmaps(built, rank));
    }
    Optional<AttributeNumbers> plain = AttributeNumbers.of(numbers, deadline);
    if (plain.isPresent()) {
      return lows(size, rank -> plain.get().kthLargest(size - rank + 1, size));
    }
    var decimals = (Values.Decimals) built.values();
    return lows(
        size,
        rank ->
            KthLargest.of(visitor -> tell(decimals, visitor, deadline), all -> size - rank + 1)
                .map(Fraction::dividend)
                .orElseThrow());
  }

  /// Of some numbers.
  ///
  /// @param counts how often each stands among them; at least one does
  static List<BigDecimal> of(NavigableMap<BigDecimal, Long> counts) {
    long size = counts.values().stream().mapToLong(count -> count).sum();
    return lows(size, rank -> ofRank(counts, rank));
  }

  private static BigDecimal ofRank(NavigableMap<BigDecimal, Long> counts, long rank) {
    long left = rank;
    for (Map.Entry<BigDecimal, Long> number : counts.entrySet()) {
      left -= number.getValue();
      if (left <= 0) {
        return number.getKey();
      }
    }
    return counts.lastKey();
  }

  /// @param ofRank the number with this place among all, from 1 on, the smallest first
  private static List<BigDecimal> lows(long size, LongFunction<BigDecimal> ofRank) {
    List<BigDecimal> lows = new ArrayList<>();
    for (int tenth = 0; tenth < BINS; tenth++) {
      BigDecimal low = ofRank.apply(size * tenth / BINS + 1);
      if (lows.isEmpty() || lows.getLast().compareTo(low) < 0) {
        lows.add(low);
      }
    }
    return lows;
  }

  private static BigDecimal fromBitmaps(Attribute built, long rank) {
    long left = rank;
    int number = -1;
    while (left > 0) {
      left -= built.withNumber(++number).cardinality();
    }
    return ((Values.Decimals) built.values()).ofRaw(number + 1L);
  }

  private static void tell(
      Values.Decimals decimals, KthLargest.Visitor visitor, Deadline deadline) {
    for (long row = 0; row < decimals.unscaled().rows(); row++) {
      if ((row & (Population.CHUNK - 1)) == 0) {
        deadline.check();
      }
      if (decimals.presence().has(row)) {
        BigDecimal number = decimals.value(row);
        visitor.number(number.doubleValue(), () -> Fraction.of(number));
      }
    }
  }
}
