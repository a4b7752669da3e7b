package io.lamella.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/// Goal: what is said of two shares is what the literature says of them. Method: published
/// examples.
class ContrastTest {

  /// 351 of 605 non-smokers and 41 of 195 smokers would raise a tax: z = 8.99 (Pennsylvania State
  /// University, STAT 415, lesson 9.4, Comparing Two Proportions).
  @Test
  void pooledTestIsThatOfThePublishedExample() {
    Contrast contrast = Contrast.of(new Share(351, 605), new Share(41, 195));
    // Twice the normal tail above 8.99: 2.5e-19, above 8.98: 2.7e-19.
    assertThat(contrast.pValue()).isBetween(2.4e-19, 2.8e-19);
    assertThat(contrast.testable()).isTrue();
  }

  /// Squared, the pooled z is Pearson's chi-square of the table of four, without correction.
  @Test
  void pooledTestIsTheSquareRootOfChiSquare() {
    double a = 25;
    double b = 6;
    double c = 8;
    double d = 16;
    double n = a + b + c + d;
    double chiSquare = n * Math.pow(a * d - b * c, 2) / ((a + b) * (c + d) * (a + c) * (b + d));
    double p = ChiSquaredDistribution.of(1).survivalProbability(chiSquare);
    Contrast contrast = Contrast.of(new Share(25, 31), new Share(8, 24));
    assertThat(contrast.pValue()).isCloseTo(p, within(1e-12));
  }

  /// Newcombe 1998, table II, example a, method 10: 56/70 and 48/80 differ by 0.2, 0.0524 to
  /// 0.3339.
  @Test
  void certainIsTheNearerEndOfTheInterval() {
    var a = new Share(56, 70);
    var b = new Share(48, 80);
    assertThat(Contrast.of(a, b).certain()).isCloseTo(0.0524, within(5e-5));
    assertThat(Contrast.of(b, a).certain()).isCloseTo(0.0524, within(5e-5));
    assertThat(Contrast.of(new Share(5, 10), new Share(4, 10)).certain()).isZero();
  }

  @Test
  void nothingDiffersWhereAllOrNoneHaveIt() {
    assertThat(Contrast.of(new Share(10, 10), new Share(20, 20)).pValue()).isEqualTo(1);
    assertThat(Contrast.of(new Share(0, 10), new Share(0, 20)).pValue()).isEqualTo(1);
  }

  /// 5 expected in the smaller group is enough, less is not.
  @Test
  void fewExpectedAreNotReliedOn() {
    assertThat(Contrast.of(new Share(5, 10), new Share(50, 100)).testable()).isTrue();
    assertThat(Contrast.of(new Share(4, 10), new Share(50, 100)).testable()).isFalse();
    assertThat(Contrast.of(new Share(10, 10), new Share(50, 100)).testable()).isFalse();
  }

  /// Of p-values 0.01, 0.04, 0.03 and 0.005 the first and the last are rejected at 0.05 (Wikipedia,
  /// Holm-Bonferroni method, example).
  @Test
  void holmStopsAtTheFirstThatIsTooLarge() {
    assertThat(Holm.threshold(List.of(0.01, 0.04, 0.03, 0.005), 0.05)).isEqualTo(0.01);
    assertThat(Holm.threshold(List.of(0.04), 0.05)).isEqualTo(0.04);
    assertThat(Holm.threshold(List.of(0.04, 0.5), 0.05)).isNegative();
    assertThat(Holm.threshold(List.of(), 0.05)).isNegative();
  }
}
