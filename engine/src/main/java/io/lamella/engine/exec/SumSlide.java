package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
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
  private final long[] spans;
  private final List<EventRows.Source> core;
  private final long[] sums = new long[Population.CHUNK];

  private final String property;
  private final long[] factors;

  /// The value of each row that was read.
  private long[] read = {};

  // Of one block of rows.
  private final char[] blockLows = new char[EventRows.BLOCK];
  private final long[] blockRaws = new long[EventRows.BLOCK];

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
    this.property = property;
    this.factors = SumAmounts.factors(scale);
    List<DecimalRange> filled =
        ranges.stream()
            .filter(range -> range.lowAtScale(scale) <= range.highAtScale(scale))
            .toList();
    this.least = filled.stream().mapToLong(range -> range.lowAtScale(scale)).toArray();
    this.most = filled.stream().mapToLong(range -> range.highAtScale(scale)).toArray();
    this.spans = new long[least.length];
    Arrays.setAll(spans, range -> most[range] - least[range]);
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
    Optional<Values> found = bucket.property(property);
    if (found.isEmpty()) {
      return at;
    }
    var decimals = (Values.Decimals) found.get();
    bucket.lows(fromRow, count, blockLows);
    decimals.unscaled().decode(fromRow, count, blockRaws, 0);
    long shift = decimals.unscaled().base() - 1;
    long factor = factors[decimals.scale()];
    int end = at;
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      for (long left = selected[word]; left != 0; left &= left - 1) {
        int place = (word << 6) + Long.numberOfTrailingZeros(left);
        lows[end] = blockLows[place];
        read[end] = (blockRaws[place] + shift) * factor;
        // Overwritten if the row has no value.
        end += blockRaws[place] != 0 ? 1 : 0;
      }
    }
    return end;
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
      // Below the least it wraps around: one comparison, and no branch that nobody can guess.
      inside |= Long.compareUnsigned(sum - least[range], spans[range]) <= 0 ? 1 : 0;
    }
    return inside;
  }
}
