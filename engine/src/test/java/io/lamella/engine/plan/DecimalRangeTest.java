package io.lamella.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.plan.DecimalRange.Bound;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Goal: what two ranges share holds those numbers that lie in both, and ranges that share none say
/// so. Method: every pair of random ranges with near bounds, asked about every number around them.
class DecimalRangeTest {
  private static final long SEED = 20_261_126;

  @Test
  void rangesShareTheNumbersThatLieInBoth() {
    var random = new SplittableRandom(SEED);
    for (int pair = 0; pair < 3_000; pair++) {
      DecimalRange a = range(random);
      DecimalRange b = range(random);
      Optional<DecimalRange> both = a.intersect(b);
      boolean any = false;
      for (int quarter = -8; quarter <= 28; quarter++) {
        BigDecimal number = BigDecimal.valueOf(quarter).multiply(new BigDecimal("0.25"));
        boolean expected = a.contains(number) && b.contains(number);
        any |= expected;
        assertThat(both.isPresent() && both.get().contains(number))
            .as("%s in %s and %s, seed=%d", number, a, b, SEED)
            .isEqualTo(expected);
      }
      // Bounds are whole numbers, so ranges that share any number share a quarter.
      assertThat(both.isPresent()).as("%s and %s", a, b).isEqualTo(any);
    }
  }

  @Test
  void conditionsOnOneNumberBecomeOne() {
    var plans = new Plans(1_000);
    Plan adult = test("age", "age >= 18", DecimalRange.ofLongs(18, Long.MAX_VALUE));
    Plan young = test("age", "age < 65", DecimalRange.ofLongs(Long.MIN_VALUE, 65));
    Plan child = test("age", "age < 10", DecimalRange.ofLongs(Long.MIN_VALUE, 10));
    Plan rich = test("income", "income >= 9", DecimalRange.ofLongs(9, Long.MAX_VALUE));

    assertThat(plans.intersect(List.of(adult, rich, young)).inputs())
        .hasSize(2)
        .contains(rich, test("age", "age >= 18 && age < 65", DecimalRange.ofLongs(18, 65)));
    assertThat(plans.intersect(List.of(adult, child, rich))).isEqualTo(new Plan.Nobody());
  }

  private static Plan test(String attribute, String text, DecimalRange range) {
    return new Plan.AttributeTest(
        attribute, new ValueTest.InRanges(List.of(range)), text, 0, new Plan.Weight(500, 1_000));
  }

  private static DecimalRange range(SplittableRandom random) {
    return new DecimalRange(bound(random), bound(random));
  }

  private static Optional<Bound> bound(SplittableRandom random) {
    return random.nextInt(5) == 0
        ? Optional.empty()
        : Optional.of(new Bound(BigDecimal.valueOf(random.nextInt(6)), random.nextBoolean()));
  }
}
