package io.lamella.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lamella.bench.data.LamellaShoppers;
import io.lamella.bench.data.RoaringShoppers;
import io.lamella.bench.data.Shoppers;
import io.lamella.bench.query.RoaringQuestions;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Question;
import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/// Goal: what is compared is the same question on the same data. Method: a small population asked
/// both ways.
class ShoppersTest {
  private static final Shoppers SHOPPERS = new Shoppers(150_000, 3);

  @Test
  void flagsHaveTheDensitiesThatTheQuestionsSay() {
    int[] counts = new int[Shoppers.FLAGS.size()];
    SHOPPERS.forEach((number, flags, visits) -> {
      for (int flag = 0; flag < counts.length; flag++) {
        counts[flag] += flags >>> flag & 1;
      }
    });
    assertThat(counts[0] / 150_000.0).isCloseTo(0.06, within(0.005));
    assertThat(counts[3] / 150_000.0).isCloseTo(0.5, within(0.01));
    assertThat(counts[6] / 150_000.0).isCloseTo(0.001, within(0.0005));
  }

  @Test
  void everyFormOfEveryRivalAnswersAsLamellaDoes() {
    var roaring = new RoaringQuestions(RoaringShoppers.of(SHOPPERS));
    try (Engine engine = LamellaShoppers.load(SHOPPERS, 1)) {
      assertSame(roaring.booleans(), engine, "(a || b || c) && d && e && !f");
      assertSame(roaring.atLeastTwoDays(), engine, "did('visit').within(last('14d')).days() >= 2");
      assertSame(roaring.selective(), engine, "g && a && did('visit').within(last('14d'))");
    }
  }

  private static void assertSame(
      Map<String, LongSupplier> forms, Engine engine, String expression) {
    long expected = engine.count(Question.of(expression).asOf(Shoppers.NOW));
    assertThat(expected).isPositive();
    forms.forEach((name, form) -> assertThat(form.getAsLong()).as(name).isEqualTo(expected));
  }
}
