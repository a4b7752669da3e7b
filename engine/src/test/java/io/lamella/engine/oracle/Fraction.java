package io.lamella.engine.oracle;

import java.math.BigDecimal;

/// An exact number: a decimal divided by a whole number above 0.
record Fraction(BigDecimal dividend, long divisor) {

  static Fraction of(BigDecimal number) {
    return new Fraction(number, 1);
  }

  static Fraction of(long number) {
    return of(BigDecimal.valueOf(number));
  }

  /// The sign of this less a decimal.
  int compareTo(BigDecimal number) {
    return dividend.compareTo(number.multiply(BigDecimal.valueOf(divisor)));
  }
}
