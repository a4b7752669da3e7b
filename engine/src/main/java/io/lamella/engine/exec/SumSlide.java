package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.kernel.RowKernels;
import io.lamella.engine.plan.DecimalRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Customers whose sum of a property, in a window that slides, lies in one of some ranges, where
/// longs hold every sum.
final class SumSlide extends WindowSlide {
  private final SumRows values;
  private final long[] least;
  private final long[] most;
  private final List<EventRows.Source> core;
  private final long[] sums = new long[Population.CHUNK];

  /// The value of each row that was read.
  private long[] read = {};

  /// @param ranges none holds 0: it is the sum of those without an event
  /// @param scale that of [LongScale#ofSums] for all windows together
  SumSlide(
      SlidingAtoms atoms,
      EventRows rows,
      Optional<Node> among,
      String property,
      List<DecimalRange> ranges,
      int scale) {
    super(atoms, rows, among);
    this.values = new SumRows(property, scale);
    this.least = ranges.stream().mapToLong(range -> range.lowAtScale(scale)).toArray();
    this.most = ranges.stream().mapToLong(range -> range.highAtScale(scale)).toArray();
    this.core =
        atoms.hasCore()
            ? atoms.sources(rows.sources(), atoms.coreFrom(), atoms.coreTo())
            : List.of();
  }

  @Override
  void clear() {
    Arrays.fill(sums, 0);
  }

  @Override
  void takeCore(EventRows ofCore, int ofChunk) {
    for (EventRows.Source source : core) {
      ofCore.forEach(
          source,
          ofChunk,
          (bucket, from, count, selected) -> values.add(bucket, from, count, selected, sums));
    }
    for (int range = 0; range < least.length; range++) {
      RowKernels.orInRange(sums, least[range], most[range], words);
    }
  }

  @Override
  void grow(int capacity) {
    read = Arrays.copyOf(read, capacity);
  }

  @Override
  int read(Bucket bucket, int fromRow, int count, long[] selected, int at) {
    return values.list(bucket, fromRow, count, selected, lows, read, at);
  }

  @Override
  void add(int start, int end) {
    for (int i = start; i < end; i++) {
      change(lows[i], read[i]);
    }
  }

  @Override
  void subtract(int start, int end) {
    for (int i = start; i < end; i++) {
      change(lows[i], -read[i]);
    }
  }

  private void change(int low, long value) {
    long before = sums[low];
    long after = before + value;
    sums[low] = after;
    words[low >>> 6] ^= (inside(before) ^ inside(after)) << low;
  }

  /// 1 if a sum lies in one of the ranges, else 0.
  private long inside(long sum) {
    long inside = 0;
    for (int range = 0; range < least.length; range++) {
      inside |= sum >= least[range] && sum <= most[range] ? 1 : 0;
    }
    return inside;
  }
}
