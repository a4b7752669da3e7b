package io.lamella.engine.exec;

import java.math.BigDecimal;
import java.util.List;

/// What the values of an attribute are counted by, each category by its number from 0 on.
public sealed interface Categories {

  /// How many there are.
  int size();

  /// Not by value: only whether there is one.
  record Presence() implements Categories {
    @Override
    public int size() {
      return 0;
    }
  }

  /// By code; a set by each of its members.
  record Codes(int size) implements Categories {}

  /// Numbers, dates (as days) and instants (as milliseconds) by bins that lie side by side.
  ///
  /// @param lows the least number of each bin, ascending, at least one; the first bin also has what
  ///   is less, and the last has no end
  record Bins(List<BigDecimal> lows) implements Categories {
    public Bins {
      lows = List.copyOf(lows);
    }

    @Override
    public int size() {
      return lows.size();
    }

    /// The bin that a number is in.
    public int of(BigDecimal number) {
      int low = 0;
      int high = lows.size() - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (lows.get(middle).compareTo(number) <= 0) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }
  }
}
