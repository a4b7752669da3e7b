package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.Fraction;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// Sums, or extremes, of a property whose numbers longs do not hold at one scale: slow, and as
/// exact.
final class DecimalAmounts extends Amounts {

  /// What a slot without a number has.
  enum WithNone {
    ZERO,
    NO_VALUE
  }

  private final String property;
  private final BinaryOperator<BigDecimal> join;
  private final WithNone none;
  private BigDecimal[] numbers = {};
  private boolean[] has = {};

  /// @param join what two numbers of a slot are together
  DecimalAmounts(String property, BinaryOperator<BigDecimal> join, WithNone none) {
    this.property = property;
    this.join = join;
    this.none = none;
  }

  @Override
  void open(ChunkScratch scratch) {
    Arrays.fill(has, false);
  }

  @Override
  void grow(int slots) {
    if (slots > has.length) {
      numbers = Arrays.copyOf(numbers, slots + (slots >> 1));
      has = Arrays.copyOf(has, numbers.length);
    }
  }

  @Override
  void close(ChunkScratch scratch) {}

  @Override
  void add(Bucket bucket, int[] rows, int[] slots, int count) {
    Optional<Values> found = bucket.property(property);
    if (found.isEmpty()) {
      return;
    }
    var decimals = (Values.Decimals) found.get();
    for (int i = 0; i < count; i++) {
      if (decimals.unscaled().has(rows[i])) {
        BigDecimal number = decimals.value(rows[i]);
        int slot = slots[i];
        numbers[slot] = has[slot] ? join.apply(numbers[slot], number) : number;
        has[slot] = true;
      }
    }
  }

  @Override
  boolean has(int slot) {
    return none == WithNone.ZERO || has[slot];
  }

  @Override
  double near(int slot) {
    return has[slot] ? numbers[slot].doubleValue() : 0;
  }

  @Override
  Fraction exact(int slot) {
    return Fraction.of(has[slot] ? numbers[slot] : BigDecimal.ZERO);
  }
}
