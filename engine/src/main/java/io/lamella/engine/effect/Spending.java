package io.lamella.engine.effect;

import java.math.BigDecimal;
import java.math.MathContext;

/// What some customers have of an amount, exactly: enough for its mean and variance.
///
/// @param customers all of them, also those who have 0
/// @param spenders how many have another amount than 0
/// @param squares the sum of each customer's amount times itself
public record Spending(long customers, long spenders, BigDecimal sum, BigDecimal squares) {
  private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL64;

  /// The amount per customer; 0 of nobody.
  public double mean() {
    return customers == 0
        ? 0
        : sum.divide(BigDecimal.valueOf(customers), EXACT_ENOUGH).doubleValue();
  }

  /// The sample variance: divided by one less than the customers; 0 of fewer than two.
  public double variance() {
    if (customers < 2) {
      return 0;
    }
    // n * squares - sum * sum is exact, so that nothing is lost where both are large and alike.
    BigDecimal n = BigDecimal.valueOf(customers);
    return n.multiply(squares)
        .subtract(sum.multiply(sum))
        .divide(n.multiply(BigDecimal.valueOf(customers - 1)), EXACT_ENOUGH)
        .doubleValue();
  }
}
