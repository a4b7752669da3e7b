package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.Fraction;
import java.math.BigDecimal;
import java.util.Optional;

/// Averages of a property, over the events that have it. A slot without one has no value.
final class AverageAmounts extends Amounts {
  private final String property;
  private final Amounts sums;
  private final SlotNumbers slots = new SlotNumbers(0);
  private long[] counts = {};

  AverageAmounts(String property, Amounts sums) {
    this.property = property;
    this.sums = sums;
  }

  @Override
  void open(ChunkScratch scratch) {
    slots.open(scratch);
    sums.open(scratch);
  }

  @Override
  void grow(int wanted) {
    counts = slots.grow(wanted);
    sums.grow(wanted);
  }

  @Override
  void close(ChunkScratch scratch) {
    sums.close(scratch);
    slots.close(scratch);
  }

  @Override
  void add(Bucket bucket, int[] rows, int[] slots, int count) {
    sums.add(bucket, rows, slots, count);
    Optional<Values> values = bucket.property(property);
    if (values.isPresent()) {
      for (int i = 0; i < count; i++) {
        counts[slots[i]] += values.get().presence().has(rows[i]) ? 1 : 0;
      }
    }
  }

  @Override
  boolean has(int slot) {
    return counts[slot] > 0;
  }

  @Override
  double near(int slot) {
    return sums.near(slot) / counts[slot];
  }

  @Override
  Fraction exact(int slot) {
    return new Fraction(sums.exact(slot).dividend(), BigDecimal.valueOf(counts[slot]));
  }
}
