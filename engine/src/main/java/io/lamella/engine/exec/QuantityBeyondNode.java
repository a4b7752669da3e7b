package io.lamella.engine.exec;

import io.lamella.engine.plan.DecimalRange;
import io.lamella.engine.plan.Fraction;
import io.lamella.engine.plan.Plan;
import java.util.Optional;

/// Customers with an event whose quantity compares as asked with a bound.
final class QuantityBeyondNode extends ChunkNode {
  private final QuantityRows quantity;
  private final Plan.QuantityBeyond plan;

  /// The same as ranges, where the bound is a decimal.
  private final Optional<AmountRanges> ranges;

  private final double near;

  QuantityBeyondNode(
      Plan.QuantityBeyond plan,
      QuantityRows quantity,
      Population population,
      ChunkScratch scratch) {
    super(quantity.rows(), population, scratch);
    this.plan = plan;
    this.quantity = quantity;
    Fraction bound = plan.bound();
    this.ranges =
        bound.isDecimal()
            ? Optional.of(new AmountRanges(DecimalRange.of(plan.comparison(), bound.dividend())))
            : Optional.empty();
    this.near = bound.dividend().doubleValue() / bound.divisor().doubleValue();
  }

  @Override
  void compute(int chunk, long[] bits) {
    quantity.open(chunk, scratch);
    Amounts amounts = quantity.amounts();
    for (int low = 0; low < Population.CHUNK; low++) {
      if (quantity.hasEvents(low) && amounts.has(low) && holds(amounts, low)) {
        bits[low >>> 6] |= 1L << low;
      }
    }
    quantity.close(scratch);
  }

  private boolean holds(Amounts amounts, int low) {
    if (ranges.isPresent()) {
      return ranges.get().contain(amounts, low);
    }
    double amount = amounts.near(low);
    double error = Amounts.ERROR * (Math.abs(amount) + Math.abs(near));
    return plan.comparison()
        .holds(
            Math.abs(amount - near) > error
                ? Double.compare(amount, near)
                : amounts.exact(low).compareTo(plan.bound()));
  }
}
