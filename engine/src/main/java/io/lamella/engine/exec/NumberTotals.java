package io.lamella.engine.exec;

import io.lamella.engine.api.Summary;
import io.lamella.engine.plan.Fraction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Adds numbers up, exactly, and keeps the least and the largest. Plain numbers are longs of one
/// scale, others decimals; the sum of fractions that no decimal is equal to is off by less than a
/// unit of its last decimal. Confined to one thread.
final class NumberTotals {
  /// So many decimals of each fraction are added that no billions of them show in those told.
  private static final int FRACTION_DECIMALS = 2 * Summary.ROUNDED_DECIMALS;

  private long count;

  // Plain numbers: their sum is `spilled + sum`.
  private int scale;
  private long sum;
  private BigInteger spilled = BigInteger.ZERO;
  private long least = Long.MAX_VALUE;
  private long largest = Long.MIN_VALUE;

  // Others.
  private BigDecimal decimals = BigDecimal.ZERO;
  private boolean rounded;
  private Fraction min = Fraction.of(BigDecimal.ZERO);
  private Fraction max = min;
  private boolean plain;

  /// Adds a plain number; all have the same scale.
  void add(long unscaled, int scaleOfAll) {
    plain = true;
    scale = scaleOfAll;
    count++;
    long next = sum + unscaled;
    // Both signs differ from the result's: it does not fit.
    if (((sum ^ next) & (unscaled ^ next)) < 0) {
      spilled = spilled.add(BigInteger.valueOf(sum));
      next = unscaled;
    }
    sum = next;
    least = Math.min(least, unscaled);
    largest = Math.max(largest, unscaled);
  }

  /// Adds a number that is not plain; none is then.
  void add(Fraction number) {
    if (count == 0 || number.compareTo(min) < 0) {
      min = number;
    }
    if (count == 0 || number.compareTo(max) > 0) {
      max = number;
    }
    count++;
    Summary.Amount amount = amount(number, FRACTION_DECIMALS);
    decimals = decimals.add(amount.decimal());
    rounded |= amount.rounded();
  }

  /// How many were added.
  long count() {
    return count;
  }

  Summary.Amount sum() {
    return told(amount(Fraction.of(exactSum())));
  }

  Summary.Amount average() {
    return told(amount(new Fraction(exactSum(), BigDecimal.valueOf(count))));
  }

  /// With what was lost while fractions were added.
  private Summary.Amount told(Summary.Amount amount) {
    return rounded
        ? new Summary.Amount(
            amount.decimal().setScale(Summary.ROUNDED_DECIMALS, RoundingMode.HALF_EVEN), true)
        : amount;
  }

  Summary.Amount min() {
    return plain ? plainly(least) : amount(min);
  }

  Summary.Amount max() {
    return plain ? plainly(largest) : amount(max);
  }

  private BigDecimal exactSum() {
    return plain ? new BigDecimal(spilled.add(BigInteger.valueOf(sum)), scale) : decimals;
  }

  private Summary.Amount plainly(long unscaled) {
    return amount(Fraction.of(BigDecimal.valueOf(unscaled, scale)));
  }

  /// A number as it is told.
  static Summary.Amount amount(Fraction number) {
    return amount(number, Summary.ROUNDED_DECIMALS);
  }

  private static Summary.Amount amount(Fraction number, int places) {
    if (number.isDecimal()) {
      return new Summary.Amount(stripped(number.dividend()), false);
    }
    BigDecimal decimal = number.dividend().divide(number.divisor(), places, RoundingMode.HALF_EVEN);
    boolean exact = decimal.multiply(number.divisor()).compareTo(number.dividend()) == 0;
    return new Summary.Amount(exact ? stripped(decimal) : decimal, !exact);
  }

  private static BigDecimal stripped(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }
}
