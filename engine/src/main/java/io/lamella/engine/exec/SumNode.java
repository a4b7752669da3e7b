package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.kernel.RowKernels;
import io.lamella.engine.plan.DecimalRange;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Customers whose sum of a property lies in one of the ranges, where longs hold every sum. As
/// [QuantityInNode] over [SumAmounts]; but rows of which all count are added without being listed.
final class SumNode extends ChunkNode {
  /// Sums of so many customers are compared one by one.
  private static final int FEW = 4_096;

  private final EventRows rows;
  private final long[] lows;
  private final long[] highs;
  private final SumRows values;
  private long[] sums = {};

  /// @param ranges none holds 0: it is the sum of those without an event
  /// @param scale that of [LongScale#ofSums]
  SumNode(
      EventRows rows,
      String property,
      List<DecimalRange> ranges,
      int scale,
      Population population,
      ChunkScratch scratch) {
    super(rows, population, scratch);
    this.rows = rows;
    this.lows = ranges.stream().mapToLong(range -> range.lowAtScale(scale)).toArray();
    this.highs = ranges.stream().mapToLong(range -> range.highAtScale(scale)).toArray();
    this.values = new SumRows(property, scale);
  }

  @Override
  void compute(int chunk, long[] bits) {
    sums = scratch.takeSums();
    rows.forEach(
        chunk, (bucket, from, count, selected) -> values.add(bucket, from, count, selected, sums));
    long @Nullable [] customers = rows.visited();
    if (customers != null && Kernels.popcount(customers, 0, Population.CHUNK_WORDS) <= FEW) {
      compareOf(customers, bits);
    } else {
      for (int i = 0; i < lows.length; i++) {
        RowKernels.orInRange(sums, lows[i], highs[i], bits);
      }
      Arrays.fill(sums, 0);
    }
    scratch.giveSums();
  }

  private void compareOf(long[] customers, long[] bits) {
    for (int word = 0; word < Population.CHUNK_WORDS; word++) {
      for (long left = customers[word]; left != 0; left &= left - 1) {
        int low = (word << 6) + Long.numberOfTrailingZeros(left);
        long sum = sums[low];
        for (int i = 0; i < lows.length; i++) {
          if (sum >= lows[i] && sum <= highs[i]) {
            bits[word] |= 1L << low;
          }
        }
        sums[low] = 0;
      }
    }
  }
}
