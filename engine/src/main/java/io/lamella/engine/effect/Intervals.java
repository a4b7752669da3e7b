package io.lamella.engine.effect;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/// Intervals of what two groups of customers differ by. Whether the groups are large enough is for
/// the caller to know.
final class Intervals {
  private static final double ERROR = 1 - Lift.CONFIDENCE;

  private Intervals() {}

  /// Of a difference of shares: Newcombe's hybrid score interval, made from Wilson's of each share
  /// (R. G. Newcombe, Interval estimation for the difference between independent proportions,
  /// Statistics in Medicine 17, 1998, method 10).
  static Interval ofDifference(Share a, Share b) {
    var ofA = wilson(a);
    var ofB = wilson(b);
    double difference = a.value() - b.value();
    return new Interval(
        difference,
        difference - Math.hypot(a.value() - ofA.getLowerBound(), ofB.getUpperBound() - b.value()),
        difference + Math.hypot(ofA.getUpperBound() - a.value(), b.value() - ofB.getLowerBound()));
  }

  private static org.apache.commons.statistics.interval.Interval wilson(Share share) {
    return BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
        Math.toIntExact(share.whole()), Math.toIntExact(share.part()), ERROR);
  }

  /// Of a ratio of shares above 0, less 1: normal for the logarithm (D. Katz et al., Obtaining
  /// confidence intervals for the risk ratio in cohort studies, Biometrics 34, 1978).
  static Interval ofRatio(Share a, Share b) {
    double ratio = a.value() / b.value();
    double deviation =
        Math.sqrt(1.0 / a.part() - 1.0 / a.whole() + 1.0 / b.part() - 1.0 / b.whole());
    double quantile = NormalDistribution.of(0, 1).inverseSurvivalProbability(ERROR / 2);
    double factor = Math.exp(quantile * deviation);
    return new Interval(ratio - 1, ratio / factor - 1, ratio * factor - 1);
  }

  /// Of a difference of means: Student's t with the degrees of freedom of Welch and Satterthwaite
  /// (B. L. Welch, The generalization of "Student's" problem when several different population
  /// variances are involved, Biometrika 34, 1947).
  static Interval ofDifference(Spending a, Spending b) {
    double difference = a.mean() - b.mean();
    double ofA = a.variance() / a.customers();
    double ofB = b.variance() / b.customers();
    double sum = ofA + ofB;
    if (sum == 0) {
      return new Interval(difference, difference, difference);
    }
    double freedom =
        sum * sum / (ofA * ofA / (a.customers() - 1) + ofB * ofB / (b.customers() - 1));
    double reach = TDistribution.of(freedom).inverseSurvivalProbability(ERROR / 2) * Math.sqrt(sum);
    return new Interval(difference, difference - reach, difference + reach);
  }
}
