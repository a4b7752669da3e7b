package io.lamella.engine.exec;

import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// The bins of an attribute, and how many of all customers are in each.
///
/// @param kind how they were chosen
public record Binned(Kind kind, Categories.Bins bins, List<Long> counts) {

  /// What a bin is.
  public enum Kind {
    /// A single number: there are few different ones.
    VALUES,
    /// A range of numbers; the first one also has whatever is less.
    RANGES,
    /// A range of numbers, each as wide as the others.
    STEPS,
    /// A calendar period in the workspace's zone.
    DAYS,
    WEEKS,
    MONTHS,
    QUARTERS,
    YEARS;

    static Kind of(Window.Period period) {
      return switch (period) {
        case DAY -> DAYS;
        case WEEK -> WEEKS;
        case MONTH -> MONTHS;
        case QUARTER -> QUARTERS;
        case YEAR -> YEARS;
      };
    }
  }

  public Binned {
    counts = List.copyOf(counts);
  }

  /// How many are in each bin of some others of which each is made of whole ones of these.
  long[] countsIn(Categories.Bins others) {
    long[] grouped = new long[others.size()];
    for (int bin = 0; bin < bins.size(); bin++) {
      grouped[others.of(bins.lows().get(bin))] += counts.get(bin);
    }
    return grouped;
  }

  /// Adds each bin's count to that of its least number.
  void addTo(Map<BigDecimal, Long> numbers) {
    for (int bin = 0; bin < bins.size(); bin++) {
      numbers.merge(bins.lows().get(bin), counts.get(bin), Long::sum);
    }
  }

  /// Bins that nobody is known to be in.
  static Binned empty(Kind kind, Categories.Bins bins) {
    return new Binned(kind, bins, Collections.nCopies(bins.size(), 0L));
  }
}
