package io.lamella.engine.plan;

import io.lamella.engine.query.Comparison;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// A range of exact decimals, each end inclusive, exclusive or open.
public record DecimalRange(Optional<Bound> low, Optional<Bound> high) {

  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  /// One end of a range.
  public record Bound(BigDecimal value, boolean inclusive) {
    /// Bounds of equal value are equal, whatever their scale.
    public Bound {
      value = value.stripTrailingZeros();
    }
  }

  /// Every number.
  public static final DecimalRange ALL = new DecimalRange(Optional.empty(), Optional.empty());

  /// The whole numbers `[fromInclusive, toExclusive)`.
  public static DecimalRange ofLongs(long fromInclusive, long toExclusive) {
    return new DecimalRange(
        fromInclusive == Long.MIN_VALUE
            ? Optional.empty()
            : Optional.of(new Bound(BigDecimal.valueOf(fromInclusive), true)),
        toExclusive == Long.MAX_VALUE
            ? Optional.empty()
            : Optional.of(new Bound(BigDecimal.valueOf(toExclusive), false)));
  }

  /// The numbers that compare so with a number: one range, or two for `!=`.
  public static List<DecimalRange> of(Comparison comparison, BigDecimal number) {
    Optional<Bound> inclusive = Optional.of(new Bound(number, true));
    Optional<Bound> exclusive = Optional.of(new Bound(number, false));
    Optional<Bound> open = Optional.empty();
    return switch (comparison) {
      case EQUAL -> List.of(new DecimalRange(inclusive, inclusive));
      case NOT_EQUAL ->
          List.of(new DecimalRange(open, exclusive), new DecimalRange(exclusive, open));
      case LESS -> List.of(new DecimalRange(open, exclusive));
      case AT_MOST -> List.of(new DecimalRange(open, inclusive));
      case GREATER -> List.of(new DecimalRange(exclusive, open));
      case AT_LEAST -> List.of(new DecimalRange(inclusive, open));
    };
  }

  /// The numbers in this range and in another; empty if there can be none.
  Optional<DecimalRange> intersect(DecimalRange other) {
    Optional<Bound> lowest = tighter(low, other.low, 1);
    Optional<Bound> highest = tighter(high, other.high, -1);
    if (lowest.isPresent() && highest.isPresent()) {
      int sign = lowest.get().value.compareTo(highest.get().value);
      boolean touching = lowest.get().inclusive && highest.get().inclusive;
      if (sign > 0 || (sign == 0 && !touching)) {
        return Optional.empty();
      }
    }
    return Optional.of(new DecimalRange(lowest, highest));
  }

  /// The numbers of this range, each multiplied by one above 0.
  public DecimalRange times(BigDecimal factor) {
    return new DecimalRange(times(low, factor), times(high, factor));
  }

  private static Optional<Bound> times(Optional<Bound> bound, BigDecimal factor) {
    return bound.map(end -> new Bound(end.value.multiply(factor), end.inclusive));
  }

  /// @param sign 1 for the greater of two bounds, -1 for the smaller
  private static Optional<Bound> tighter(Optional<Bound> a, Optional<Bound> b, int sign) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    int compared = sign * Integer.signum(a.get().value.compareTo(b.get().value));
    return compared > 0 || (compared == 0 && !a.get().inclusive) ? a : b;
  }

  /// Whether a number lies in the range.
  public boolean contains(BigDecimal number) {
    if (low.isPresent()) {
      int sign = number.compareTo(low.get().value);
      if (sign < 0 || (sign == 0 && !low.get().inclusive)) {
        return false;
      }
    }
    if (high.isPresent()) {
      int sign = number.compareTo(high.get().value);
      return sign < 0 || (sign == 0 && high.get().inclusive);
    }
    return true;
  }

  /// The least `u` for which `u / 10^scale` lies in the range, cut to a long; the range is empty if
  /// it is greater than [#highAtScale].
  public long lowAtScale(int scale) {
    if (low.isEmpty()) {
      return Long.MIN_VALUE;
    }
    BigDecimal scaled = low.get().value.scaleByPowerOfTen(scale);
    BigInteger whole =
        low.get().inclusive
            ? scaled.setScale(0, RoundingMode.CEILING).toBigInteger()
            : scaled.setScale(0, RoundingMode.FLOOR).toBigInteger().add(BigInteger.ONE);
    return whole.max(LONG_MIN).min(LONG_MAX).longValue();
  }

  /// The greatest `u` for which `u / 10^scale` lies in the range, cut to a long.
  public long highAtScale(int scale) {
    if (high.isEmpty()) {
      return Long.MAX_VALUE;
    }
    BigDecimal scaled = high.get().value.scaleByPowerOfTen(scale);
    BigInteger whole =
        high.get().inclusive
            ? scaled.setScale(0, RoundingMode.FLOOR).toBigInteger()
            : scaled.setScale(0, RoundingMode.CEILING).toBigInteger().subtract(BigInteger.ONE);
    return whole.max(LONG_MIN).min(LONG_MAX).longValue();
  }

  /// `[18, 65)`, with `-∞` and `∞` for open ends.
  @Override
  public String toString() {
    return low.map(bound -> (bound.inclusive ? "[" : "(") + bound.value.toPlainString())
            .orElse("(-∞")
        + ", "
        + high.map(bound -> bound.value.toPlainString() + (bound.inclusive ? "]" : ")"))
            .orElse("∞)");
  }
}
