package io.lamella.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: intervals are those of the papers they come from, and small groups have none. Method:
/// examples and totals of experiments as they were published.
class LiftTest {

  /// Examples (a) to (d) of Newcombe's paper, table II, method 10.
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926"
  })
  void differencesOfSharesAreNewcombes(
      long part, long whole, long otherPart, long otherWhole, double low, double high) {
    Interval difference =
        Intervals.ofDifference(new Share(part, whole), new Share(otherPart, otherWhole));

    assertThat(difference.low()).isCloseTo(low, within(0.00005));
    assertThat(difference.high()).isCloseTo(high, within(0.00005));
  }

  /// Heart attacks under placebo and aspirin (Physicians' Health Study); the ratio and its interval
  /// are in A. Agresti, Categorical Data Analysis, 2nd edition, 2002, section 3.1.
  @Test
  void ratiosOfSharesAreKatzs() {
    var lift = (Lift.Estimated) Lift.of(new Share(189, 11_034), new Share(104, 11_037));

    Interval ratio = lift.ratio().orElseThrow();
    assertThat(1 + ratio.value()).isCloseTo(1.82, within(0.005));
    assertThat(1 + ratio.low()).isCloseTo(1.43, within(0.005));
    assertThat(1 + ratio.high()).isCloseTo(2.31, within(0.005));
    assertThat(lift.difference().value()).isCloseTo(0.0077, within(0.00005));
    assertThat(lift.difference().low()).isCloseTo(0.005, within(0.0005));
    assertThat(lift.difference().high()).isCloseTo(0.011, within(0.0005));
  }

  /// Kevin Hillstrom's e-mail test of 2008: customers who were sent the men's e-mail and customers
  /// who were sent none, how many visited and bought in two weeks; published as rates of 18.28 and
  /// 10.62 %, and 1.25 and 0.57 %.
  @Test
  void anEmailTestIsToldAsItWasPublished() {
    var visited = (Lift.Estimated) Lift.of(new Share(3_894, 21_307), new Share(2_262, 21_306));
    var bought = (Lift.Estimated) Lift.of(new Share(267, 21_307), new Share(122, 21_306));

    assertThat(visited.difference().value()).isCloseTo(0.0766, within(0.00005));
    assertThat(visited.difference().low()).isBetween(0.069, 0.0766);
    assertThat(bought.difference().value()).isCloseTo(0.0068, within(0.00005));
    assertThat(bought.difference().low()).isPositive();
    assertThat(bought.ratio().orElseThrow().low()).isPositive();
  }

  /// Student's sleep data of 1908; the interval is that of R's `t.test(extra ~ group, sleep)`.
  @Test
  void differencesOfMeansAreWelchs() {
    Interval difference =
        Intervals.ofDifference(
            spending("0.7", "-1.6", "-0.2", "-1.2", "-0.1", "3.4", "3.7", "0.8", "0.0", "2.0"),
            spending("1.9", "0.8", "1.1", "0.1", "-0.1", "4.4", "5.5", "1.6", "4.6", "3.4"));

    assertThat(difference.value()).isCloseTo(-1.58, within(1e-9));
    assertThat(difference.low()).isCloseTo(-3.3654832, within(1e-7));
    assertThat(difference.high()).isCloseTo(0.2054832, within(1e-7));
  }

  /// Kevin Hillstrom's example of a mailed group of 400,000 who spent $300,000 and a holdout group
  /// of 100,000 who spent $45,000, here in cents: $0.75 and $0.45 per customer.
  @Test
  void aHoldoutIsToldPerCustomer() {
    var squares = new BigDecimal("300000000000");
    var lift =
        (Lift.Estimated)
            Lift.of(
                new Spending(400_000, 3_000, BigDecimal.valueOf(30_000_000), squares),
                new Spending(100_000, 450, BigDecimal.valueOf(4_500_000), squares));

    assertThat(lift.difference().value()).isCloseTo(30, within(1e-9));
    assertThat(lift.ratio()).isEmpty();
  }

  @Test
  void amountsThatAreAllAlikeDifferByExactlyThat() {
    assertThat(Intervals.ofDifference(spending("3", "3"), spending("1", "1", "1")))
        .isEqualTo(new Interval(2, 2, 2));
  }

  @Test
  void aVarianceLosesNothingWhereAmountsAreLargeAndAlike() {
    assertThat(spending("1000000000.01", "1000000000.02", "1000000000.03").variance())
        .isCloseTo(0.0001, within(1e-15));
    assertThat(spending("5").variance()).isZero();
    assertThat(spending().mean()).isZero();
  }

  @Test
  void smallGroupsHaveAReasonInsteadOfANumber() {
    assertThat(Lift.of(new Share(50, 99), new Share(50, 100)))
        .isEqualTo(new Lift.TooFew("too few customers: 99 in the segment, 100 are needed"));
    assertThat(Lift.of(new Share(50, 100), new Share(4, 100)))
        .isEqualTo(new Lift.TooFew("too few customers: 4 in the comparison did it, 5 are needed"));
    assertThat(Lift.of(new Share(96, 100), new Share(5, 100)))
        .isEqualTo(new Lift.TooFew("too few customers: 4 in the segment did not, 5 are needed"));
    assertThat(Lift.of(new Share(95, 100), new Share(5, 100))).isInstanceOf(Lift.Estimated.class);
    var enough = new Spending(100, 5, BigDecimal.TEN, BigDecimal.TEN);
    assertThat(Lift.of(enough, new Spending(100, 4, BigDecimal.TEN, BigDecimal.TEN)))
        .isEqualTo(
            new Lift.TooFew("too few customers: 4 in the comparison have an amount, 5 are needed"));
    assertThat(Lift.of(enough, enough)).isInstanceOf(Lift.Estimated.class);
  }

  private static Spending spending(String... amounts) {
    return new Spending(
        amounts.length,
        Arrays.stream(amounts).filter(it -> new BigDecimal(it).signum() != 0).count(),
        Arrays.stream(amounts).map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add),
        Arrays.stream(amounts)
            .map(BigDecimal::new)
            .map(amount -> amount.multiply(amount))
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
