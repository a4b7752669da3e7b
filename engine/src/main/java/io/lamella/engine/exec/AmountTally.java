package io.lamella.engine.exec;

import java.math.BigDecimal;
import java.math.BigInteger;

/// The sum of amounts and of their squares, exactly, and how many are not 0. Confined to one
/// thread.
///
/// Plain amounts below [#SMALL] go into longs: one that holds the sum of 2^31 of them, two that
/// hold the squares. All others are added as decimals.
final class AmountTally {
  private static final long SMALL = 1L << 31;

  private long nonZero;
  private int scale;
  private long sum;
  private long squaresLow;
  private long squaresHigh;
  private BigDecimal largeSum = BigDecimal.ZERO;
  private BigDecimal largeSquares = BigDecimal.ZERO;

  /// Adds a slot's amount, always of the same measure.
  void add(Amounts amounts, int slot) {
    if (!amounts.isPlain()) {
      addDecimal(amounts.exact(slot).dividend());
      return;
    }
    scale = amounts.scale();
    long unscaled = amounts.unscaled(slot);
    if (unscaled <= -SMALL || unscaled >= SMALL) {
      addDecimal(BigDecimal.valueOf(unscaled, scale));
    } else if (unscaled != 0) {
      nonZero++;
      sum += unscaled;
      long low = squaresLow + unscaled * unscaled;
      if (Long.compareUnsigned(low, squaresLow) < 0) {
        squaresHigh++;
      }
      squaresLow = low;
    }
  }

  private void addDecimal(BigDecimal amount) {
    if (amount.signum() != 0) {
      nonZero++;
      largeSum = largeSum.add(amount);
      largeSquares = largeSquares.add(amount.multiply(amount));
    }
  }

  /// What was added to this one and to another.
  SetTotals.Amount with(SetTotals.Amount other) {
    BigInteger squares =
        BigInteger.valueOf(squaresHigh)
            .shiftLeft(Long.SIZE)
            .add(new BigInteger(Long.toUnsignedString(squaresLow)));
    return new SetTotals.Amount(
        other.nonZero() + nonZero,
        other.sum().add(largeSum).add(BigDecimal.valueOf(sum, scale)),
        other.squares().add(largeSquares).add(new BigDecimal(squares, 2 * scale)));
  }
}
