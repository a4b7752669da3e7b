package io.lamella.engine.oracle;

import java.math.BigDecimal;
import java.util.Optional;

/// An exact number: a decimal divided by another above 0.
record Fraction(BigDecimal dividend, BigDecimal divisor) implements Comparable<Fraction> {

  static Fraction of(BigDecimal number) {
    return new Fraction(number, BigDecimal.ONE);
  }

  static Fraction of(long number) {
    return of(BigDecimal.valueOf(number));
  }

  /// This one divided by another, unless that is 0.
  Optional<Fraction> dividedBy(Fraction other) {
    BigDecimal sign = BigDecimal.valueOf(other.dividend.signum());
    return other.dividend.signum() == 0
        ? Optional.empty()
        : Optional.of(
            new Fraction(
                dividend.multiply(other.divisor).multiply(sign),
                divisor.multiply(other.dividend).multiply(sign)));
  }

  @Override
  public int compareTo(Fraction other) {
    return dividend.multiply(other.divisor).compareTo(other.dividend.multiply(divisor));
  }
}
