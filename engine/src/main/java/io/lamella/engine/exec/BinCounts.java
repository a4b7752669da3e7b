package io.lamella.engine.exec;

import io.lamella.engine.index.Column;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.DecimalRange;
import java.util.Arrays;
import java.util.Optional;

/// Counts numbers by bins: each member's number is looked up among their ends.
final class BinCounts implements ValueCounts {
  private final Values.Decimals values;
  private final Categories.Bins bins;

  /// The least number of each bin at the values' scale.
  private final long[] lows;

  private final long[] counts;

  BinCounts(Values.Decimals values, Categories.Bins bins) {
    this.values = values;
    this.bins = bins;
    this.lows =
        bins.lows().stream()
            .map(low -> new DecimalRange.Bound(low, true))
            .mapToLong(low ->
                new DecimalRange(Optional.of(low), Optional.empty()).lowAtScale(values.scale()))
            .toArray();
    this.counts = new long[bins.size()];
  }

  /// By bin.
  long[] counts() {
    return counts;
  }

  @Override
  public void add(int chunk, long[] members, int count) {
    Column column = values.unscaled();
    for (int word = 0; word < Population.CHUNK_WORDS; word++) {
      for (long left = members[word]; left != 0; left &= left - 1) {
        long row = ((long) chunk << 16) + (word << 6) + Long.numberOfTrailingZeros(left);
        long raw = column.raw(row);
        if (raw != 0) {
          counts[binOf(row, raw - 1 + column.base())]++;
        }
      }
    }
  }

  private int binOf(long row, long unscaled) {
    if (values.scales().isPresent()) {
      return bins.of(values.value(row));
    }
    int place = Arrays.binarySearch(lows, unscaled);
    return Math.max(0, place < 0 ? -place - 2 : place);
  }
}
