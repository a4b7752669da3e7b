package io.lamella.engine.exec;

import io.lamella.engine.plan.DecimalRange;
import java.math.BigDecimal;

/// An exact number: one decimal divided by another above 0.
record Fraction(BigDecimal dividend, BigDecimal divisor) implements Comparable<Fraction> {

  static Fraction of(BigDecimal number) {
    return new Fraction(number, BigDecimal.ONE);
  }

  /// This one divided by another that is not 0.
  Fraction dividedBy(Fraction other) {
    BigDecimal above = dividend.multiply(other.divisor);
    BigDecimal below = divisor.multiply(other.dividend);
    return below.signum() < 0
        ? new Fraction(above.negate(), below.negate())
        : new Fraction(above, below);
  }

  @Override
  public int compareTo(Fraction other) {
    return dividend.multiply(other.divisor).compareTo(other.dividend.multiply(divisor));
  }

  /// Whether it lies in a range.
  boolean isIn(DecimalRange range) {
    return range.times(divisor).contains(dividend);
  }
}
