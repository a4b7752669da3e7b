package io.lamella.engine.effect;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// How many customers each of two groups of one size needs, so that a difference of shares is seen
/// if it is there: by the two-sided test of two proportions without a correction for continuity (J.
/// L. Fleiss, B. Levin, M. C. Paik, Statistical Methods for Rates and Proportions, 3rd edition,
/// 2003, formula 4.14), as R's `power.prop.test` has it.
///
/// @param baseRate the share without the message, between 0 and 1
/// @param difference what the message adds to it, or takes away; not 0, and the sum is a share, too
/// @param power how likely the difference is seen, from 0.5 to below 1
/// @param confidence how likely no difference is seen where there is none, from 0.5 to below 1
public record SampleSize(double baseRate, double difference, double power, double confidence) {
  public SampleSize {
    if (!isShare(baseRate) || !isShare(baseRate + difference) || difference == 0) {
      throw new IllegalArgumentException(
          "no two shares: baseRate=" + baseRate + ", difference=" + difference);
    }
    if (!isLikelihood(power) || !isLikelihood(confidence)) {
      throw new IllegalArgumentException(
          "no likelihoods: power=" + power + ", confidence=" + confidence);
    }
  }

  /// Whether a number can be a rate before or after: between 0 and 1, and neither.
  public static boolean isShare(double number) {
    return number > 0 && number < 1;
  }

  /// Whether a number can be a power or a confidence.
  public static boolean isLikelihood(double number) {
    return number >= 0.5 && number < 1;
  }

  /// Customers in each group, rounded up.
  public long perGroup() {
    var normal = NormalDistribution.of(0, 1);
    double other = baseRate + difference;
    double middle = (baseRate + other) / 2;
    double sum =
        normal.inverseSurvivalProbability((1 - confidence) / 2)
                * Math.sqrt(2 * middle * (1 - middle))
            + normal.inverseCumulativeProbability(power)
                * Math.sqrt(baseRate * (1 - baseRate) + other * (1 - other));
    return (long) Math.ceil(sum * sum / (difference * difference));
  }
}
