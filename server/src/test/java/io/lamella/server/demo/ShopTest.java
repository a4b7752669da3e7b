package io.lamella.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Question;
import io.lamella.engine.query.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShopTest {
  private static final Instant UNTIL = Instant.parse("2026-06-14T12:00:00Z");
  private static final Shop SHOP = new Shop(1, 5_000, UNTIL);

  @Test
  void theSameSeedMakesTheSameShop() {
    assertThat(new Shop(1, 5_000, UNTIL).customers()).containsExactlyElementsOf(all());
    assertThat(new Shop(2, 5_000, UNTIL).customers().toList()).isNotEqualTo(all());
  }

  @Test
  void customersHaveAboutTenEventsWithinThreeMonths() {
    long events = all().stream().mapToLong(customer -> customer.events().size()).sum();
    assertThat(events / 5_000.0).isBetween(8.0, 13.0);
    assertThat(all().stream().flatMap(customer -> customer.events().stream()))
        .allMatch(event -> event.instant().isBefore(UNTIL))
        .allMatch(event -> !event.instant().isBefore(UNTIL.minus(Duration.ofDays(90))));
  }

  @Test
  void countingPurchaseLinesInsteadOfOrdersAnswersTheArticleWrongly() {
    try (Engine engine = Engine.open(new EngineConfig(1L << 30, 1, Limits.DEFAULT))) {
      ShopLoader.load(SHOP, engine);
      String naive =
          DemoQuestion.ARTICLE
              .replace("distinct(order_id)", "count()")
              .replace("distinct(message_id)", "count()");
      assertThat(naive).isNotEqualTo(DemoQuestion.ARTICLE);
      String onlyOne =
          "(%s) && !(%s) || (%s) && !(%s)"
              .formatted(DemoQuestion.ARTICLE, naive, naive, DemoQuestion.ARTICLE);
      assertThat(engine.count(Question.of(onlyOne).asOf(UNTIL))).isGreaterThan(10);
    }
  }

  @Test
  void everyDemoQuestionIsAnsweredAsAPlainCountAnswersIt() {
    try (Engine engine = Engine.open(new EngineConfig(1L << 30, 1, Limits.DEFAULT))) {
      ShopLoader.load(SHOP, engine);
      for (DemoQuestion question : DemoQuestion.all()) {
        long expected = all().stream().filter(question.judge(SHOP)).count();
        assertThat(expected).as(question.title()).isPositive();
        assertThat(engine.count(Question.of(question.expression()).asOf(UNTIL)))
            .as(question.title())
            .isEqualTo(expected);
      }
    }
  }

  private static List<ShopCustomer> all() {
    return SHOP.customers().toList();
  }
}
