package io.lamella.engine.exec;

import io.lamella.engine.plan.DecimalRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ranges that an amount may lie in. Confined to one thread.
final class AmountRanges {
  private final List<DecimalRange> ranges;

  // Of each range, where its ends lie for what is known nearly: outside the outer ones and inside
  // the inner ones that is enough.
  private final double[] lowOuter;
  private final double[] lowInner;
  private final double[] highInner;
  private final double[] highOuter;

  // The ends as whole numbers of the scale asked for last.
  private int scale = -1;
  private long @Nullable [] lows;
  private long @Nullable [] highs;

  AmountRanges(List<DecimalRange> ranges) {
    this.ranges = ranges;
    lowOuter = new double[ranges.size()];
    lowInner = new double[ranges.size()];
    highInner = new double[ranges.size()];
    highOuter = new double[ranges.size()];
    for (int i = 0; i < ranges.size(); i++) {
      double low = near(ranges.get(i).low().orElse(null), Double.NEGATIVE_INFINITY);
      double high = near(ranges.get(i).high().orElse(null), Double.POSITIVE_INFINITY);
      lowOuter[i] = low - error(low);
      lowInner[i] = low + error(low);
      highInner[i] = high - error(high);
      highOuter[i] = high + error(high);
    }
  }

  private static double near(DecimalRange.@Nullable Bound bound, double open) {
    return bound == null ? open : bound.value().doubleValue();
  }

  /// Twice what an amount is off by, for the end is rounded, too.
  private static double error(double end) {
    return Double.isInfinite(end) ? 0 : 2 * Amounts.ERROR * Math.abs(end);
  }

  /// Whether a slot's value, which it has, lies in one of the ranges.
  boolean contain(Amounts amounts, int slot) {
    if (amounts.isPlain()) {
      return contain(amounts.unscaled(slot), amounts.scale());
    }
    double near = amounts.near(slot);
    for (int i = 0; i < ranges.size(); i++) {
      if (near > lowInner[i] && near < highInner[i]) {
        return true;
      }
      boolean outside = near < lowOuter[i] || near > highOuter[i];
      if (!outside && amounts.exact(slot).isIn(ranges.get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean contain(long unscaled, int scaleOf) {
    long[] low = lows;
    long[] high = highs;
    if (low == null || high == null || scale != scaleOf) {
      low = ranges.stream().mapToLong(range -> range.lowAtScale(scaleOf)).toArray();
      high = ranges.stream().mapToLong(range -> range.highAtScale(scaleOf)).toArray();
      lows = low;
      highs = high;
      scale = scaleOf;
    }
    for (int i = 0; i < low.length; i++) {
      if (unscaled >= low[i] && unscaled <= high[i]) {
        return true;
      }
    }
    return false;
  }
}
