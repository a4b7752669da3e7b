package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.LongFunction;

/// Cuts numbers into bins of equally many each, as far as equal numbers, which stay together, let
/// them: the first number of each bin is somebody's (nearest rank).
final class Quantiles {

  private Quantiles() {}

  /// The least number of each bin, ascending; equal ones once.
  ///
  /// @param current of at least one customer
  /// @param ordinals how many customers were given a place
  static List<BigDecimal> of(CurrentValues current, int ordinals, int bins, Deadline deadline) {
    if (current.changes().isEmpty()
        && current.built().isPresent()
        && current.built().get().numbers() > 0) {
      Attribute built = current.built().get();
      return lows(built.presentCardinality(), bins, rank -> fromBitmaps(built, rank));
    }
    var numbers = new NumberRanks(current, ordinals, deadline);
    return lows(numbers.size(), bins, rank -> numbers.kthLargest(numbers.size() - rank + 1));
  }

  /// The same of other numbers.
  ///
  /// @param counts how often each stands among them; at least one does
  static List<BigDecimal> of(NavigableMap<BigDecimal, Long> counts, int bins) {
    long size = counts.values().stream().mapToLong(count -> count).sum();
    return lows(size, bins, rank -> ofRank(counts, rank));
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
  private static List<BigDecimal> lows(long size, int bins, LongFunction<BigDecimal> ofRank) {
    List<BigDecimal> lows = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      BigDecimal low = ofRank.apply(size * bin / bins + 1);
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
}
