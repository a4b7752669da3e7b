package io.lamella.engine.effect;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// How the shares of two groups of customers differ that have no customer in common, neither of
/// them empty.
///
/// @param difference the first share less the second, with Newcombe's interval
/// @param pValue the chance of such a distance or a larger one if there were none: the z-test of
///   two proportions with the pooled share, both sides
/// @param testable whether that chance can be relied on: each group is expected to have
///   [#MIN_EXPECTED] who have it and as many who have not (W. G. Cochran, Some methods for
///   strengthening the common chi-square tests, Biometrics 10, 1954)
public record Contrast(Interval difference, double pValue, boolean testable) {
  private static final double MIN_EXPECTED = 5;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /// Of two shares.
  public static Contrast of(Share a, Share b) {
    double pooled = (double) (a.part() + b.part()) / (a.whole() + b.whole());
    double fewest = Math.min(pooled, 1 - pooled) * Math.min(a.whole(), b.whole());
    return new Contrast(Intervals.ofDifference(a, b), pValue(a, b, pooled), fewest >= MIN_EXPECTED);
  }

  private static double pValue(Share a, Share b, double pooled) {
    double variance = pooled * (1 - pooled) * (1.0 / a.whole() + 1.0 / b.whole());
    if (variance == 0) {
      return 1;
    }
    double z = Math.abs(a.value() - b.value()) / Math.sqrt(variance);
    return 2 * NORMAL.survivalProbability(z);
  }

  /// The distance that the interval leaves for certain: of its end that is nearer to 0; 0 if it
  /// contains 0.
  public double certain() {
    return Math.max(0, Math.max(difference.low(), -difference.high()));
  }
}
