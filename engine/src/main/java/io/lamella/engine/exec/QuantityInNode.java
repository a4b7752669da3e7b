package io.lamella.engine.exec;

import io.lamella.engine.plan.DecimalRange;
import java.util.List;

/// Customers with a quantity, or one of several, in one of the ranges.
final class QuantityInNode extends ChunkNode {
  private final QuantityRows quantity;
  private final AmountRanges ranges;

  /// @param quantity one that nobody has without an event
  QuantityInNode(
      QuantityRows quantity,
      List<DecimalRange> ranges,
      Population population,
      ChunkScratch scratch) {
    super(quantity.rows(), population, scratch);
    this.quantity = quantity;
    this.ranges = new AmountRanges(ranges);
  }

  @Override
  void compute(int chunk, long[] bits) {
    quantity.open(chunk, scratch);
    Amounts amounts = quantity.amounts();
    int slots = quantity.slots();
    for (int slot = 0; slot < slots; slot++) {
      if (amounts.has(slot) && ranges.contain(amounts, slot)) {
        int low = quantity.low(slot);
        bits[low >>> 6] |= 1L << low;
      }
    }
    quantity.close(scratch);
  }
}
