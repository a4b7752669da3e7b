package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.plan.Fraction;

/// One amount divided by another of the same slot, both worked out elsewhere. None where the second
/// is 0 or either has none.
final class RatioAmounts extends Amounts {
  private final Amounts dividend;
  private final Amounts divisor;

  RatioAmounts(Amounts dividend, Amounts divisor) {
    this.dividend = dividend;
    this.divisor = divisor;
  }

  @Override
  void open(ChunkScratch scratch) {}

  @Override
  void grow(int slots) {}

  @Override
  void close(ChunkScratch scratch) {}

  @Override
  void add(Bucket bucket, int[] rows, int[] slots, int count) {
    throw new IllegalStateException("a ratio has no events of its own");
  }

  @Override
  boolean has(int slot) {
    return dividend.has(slot) && divisor.has(slot) && divisor.near(slot) != 0;
  }

  @Override
  double near(int slot) {
    return dividend.near(slot) / divisor.near(slot);
  }

  @Override
  Fraction exact(int slot) {
    return dividend.exact(slot).dividedBy(divisor.exact(slot));
  }
}
