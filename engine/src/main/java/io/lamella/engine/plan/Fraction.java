package io.lamella.engine.plan;

import java.math.BigDecimal;

/// An exact number: one decimal divided by another above 0.
public record Fraction(BigDecimal dividend, BigDecimal divisor) implements Comparable<Fraction> {

  public static Fraction of(BigDecimal number) {
    return new Fraction(number, BigDecimal.ONE);
  }

  /// Whether it is the dividend alone.
  public boolean isDecimal() {
    return divisor.compareTo(BigDecimal.ONE) == 0;
  }

  /// This one divided by another that is not 0.
  public Fraction dividedBy(Fraction other) {
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
  public boolean isIn(DecimalRange range) {
    return range.times(divisor).contains(dividend);
  }
}
