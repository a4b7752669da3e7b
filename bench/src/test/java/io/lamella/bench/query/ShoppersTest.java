package io.lamella.bench.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lamella.bench.Form;
import io.lamella.bench.croaring.CRoaring;
import io.lamella.bench.croaring.CRoaringDayCounts;
import io.lamella.bench.croaring.CRoaringQuestions;
import io.lamella.bench.data.DuckShoppers;
import io.lamella.bench.data.LamellaShoppers;
import io.lamella.bench.data.LuceneShoppers;
import io.lamella.bench.data.RoaringShoppers;
import io.lamella.bench.data.Shoppers;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Question;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Goal: what is compared is the same question on the same data. Method: a small population, every
/// form of every contender.
class ShoppersTest {
  private static final int SIZE = 100_000;
  private static final Shoppers SHOPPERS = new Shoppers(SIZE, 3);
  private static final Engine ENGINE = LamellaShoppers.load(SHOPPERS, 1);

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void flagsAndVisitsHaveTheDensitiesThatTheQuestionsSay() {
    int[] counts = new int[Shoppers.FLAGS.size()];
    long[] visitCount = {0};
    SHOPPERS.forEach((number, flags, visits) -> {
      visitCount[0] += Integer.bitCount(visits);
      for (int flag = 0; flag < counts.length; flag++) {
        counts[flag] += flags >>> flag & 1;
      }
    });
    double[] expected = {0.06, 0.02, 0.01, 0.5, 0.25, 0.3, 0.001};
    for (int flag = 0; flag < counts.length; flag++) {
      assertThat((double) counts[flag] / SIZE)
          .as(Shoppers.FLAGS.get(flag))
          .isCloseTo(expected[flag], within(0.1 * expected[flag]));
    }
    assertThat((double) visitCount[0] / SIZE / Shoppers.DAYS).isCloseTo(0.03, within(0.001));
  }

  @Test
  void everyFormOfRoaringAnswersAsLamellaDoes() {
    var roaring = RoaringShoppers.of(SHOPPERS);
    var questions = new RoaringQuestions(roaring);
    assertSame(questions.booleans(), ThreeQuestions.BOOLEAN);
    assertSame(new RoaringDayCounts(roaring).atLeastTwo(), ThreeQuestions.AT_LEAST_14);
    assertSame(questions.selective(), ThreeQuestions.SELECTIVE);
  }

  @Test
  void everyFormOfDuckAnswersAsLamellaDoes() throws SQLException {
    try (DuckShoppers duck = DuckShoppers.load(SHOPPERS)) {
      var questions = new DuckQuestions(duck);
      assertSame(questions.booleans(), ThreeQuestions.BOOLEAN);
      assertSame(questions.atLeastTwo(), ThreeQuestions.AT_LEAST_14);
      assertSame(questions.atLeastTwoByCustomer(), ThreeQuestions.AT_LEAST_14);
      assertSame(questions.atLeastTwoByMask(), ThreeQuestions.AT_LEAST_14);
      assertSame(questions.selective(), ThreeQuestions.SELECTIVE);
    }
  }

  @Test
  void everyFormOfLuceneAnswersAsLamellaDoes() throws IOException {
    try (LuceneShoppers lucene = LuceneShoppers.load(SHOPPERS)) {
      assertSame(lucene.booleans(), ThreeQuestions.BOOLEAN);
      assertSame(lucene.atLeastTwo(), ThreeQuestions.AT_LEAST_14);
      assertSame(lucene.selective(), ThreeQuestions.SELECTIVE);
    }
  }

  @Test
  void everyFormOfCRoaringAnswersAsLamellaDoes() {
    assumeThat(CRoaring.isGiven()).isTrue();
    var roaring = RoaringShoppers.of(SHOPPERS);
    try (var questions = CRoaringQuestions.of(roaring);
        var days = CRoaringDayCounts.of(roaring.days())) {
      assertSame(questions.booleans(), ThreeQuestions.BOOLEAN);
      assertSame(days.atLeastTwo(), ThreeQuestions.AT_LEAST_14);
      assertSame(questions.selective(), ThreeQuestions.SELECTIVE);
    }
  }

  private static void assertSame(List<Form> forms, String expression) {
    long expected = ENGINE.count(Question.of(expression).asOf(Shoppers.NOW));
    assertThat(expected).isPositive();
    forms.forEach(form -> assertThat(form.ask().getAsLong()).as(form.name()).isEqualTo(expected));
  }
}
