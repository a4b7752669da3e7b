package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import java.math.BigDecimal;
import java.util.Optional;

/// Sums of a property whose longs hold them. 0 with none.
final class SumAmounts extends PlainAmounts {
  private final String property;
  private final int scale;
  private final long[] factors;
  private final SlotNumbers slots = new SlotNumbers(0);
  private long[] sums = {};

  /// @param scale that of [LongScale#ofSums]
  SumAmounts(String property, int scale) {
    this.property = property;
    this.scale = scale;
    this.factors = factors(scale);
  }

  /// Of each scale up to this one, by how much its unscaled numbers are multiplied.
  static long[] factors(int scale) {
    long[] factors = new long[scale + 1];
    for (int from = 0; from <= scale; from++) {
      factors[from] = BigDecimal.ONE.scaleByPowerOfTen(scale - from).longValueExact();
    }
    return factors;
  }

  @Override
  void open(ChunkScratch scratch) {
    slots.open(scratch);
  }

  @Override
  void grow(int wanted) {
    sums = slots.grow(wanted);
  }

  @Override
  void close(ChunkScratch scratch) {
    slots.close(scratch);
  }

  @Override
  void add(Bucket bucket, int[] rows, int[] slots, int count) {
    Optional<Values> found = bucket.property(property);
    if (found.isEmpty()) {
      return;
    }
    var decimals = (Values.Decimals) found.get();
    long factor = factors[decimals.scale()];
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (decimals.unscaled().has(row)) {
        sums[slots[i]] += decimals.unscaled().value(row) * factor;
      }
    }
  }

  @Override
  boolean has(int slot) {
    return true;
  }

  @Override
  long unscaled(int slot) {
    return sums[slot];
  }

  @Override
  int scale() {
    return scale;
  }
}
