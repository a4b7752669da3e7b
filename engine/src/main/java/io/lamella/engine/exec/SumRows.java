package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import io.lamella.engine.kernel.Kernels;
import java.util.Optional;

/// Adds the values that rows have of a property to the sums of their customers, where longs hold
/// every sum. Confined to one thread.
final class SumRows {
  private final String property;
  private final long[] factors;

  /// @param scale that of [LongScale#ofSums]
  SumRows(String property, int scale) {
    this.property = property;
    this.factors = SumAmounts.factors(scale);
  }

  /// Adds a block of rows.
  ///
  /// @param sums one for each customer of the rows' chunk
  void add(Bucket bucket, int from, int count, long[] selected, long[] sums) {
    Optional<Values> found = bucket.property(property);
    if (found.isPresent() && Kernels.popcount(selected, 0, (count + 63) >>> 6) == count) {
      var decimals = (Values.Decimals) found.get();
      bucket.addValues(decimals.unscaled(), from, count, factors[decimals.scale()], sums);
      return;
    }
    if (found.isEmpty()) {
      return;
    }
    var decimals = (Values.Decimals) found.get();
    long factor = factors[decimals.scale()];
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      for (long left = selected[word]; left != 0; left &= left - 1) {
        int row = from + (word << 6) + Long.numberOfTrailingZeros(left);
        if (decimals.unscaled().has(row)) {
          sums[bucket.low(row)] += decimals.unscaled().value(row) * factor;
        }
      }
    }
  }
}
