package io.lamella.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Question;
import io.lamella.engine.query.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
  void countingEventsInsteadOfOrdersOrMessagesAnswersTheArticleWrongly() {
    try (Engine engine = Engine.open(new EngineConfig(1L << 30, 1, Limits.DEFAULT))) {
      ShopLoader.load(SHOP, engine);
      // Whoever bought two lines in their only order is left out.
      String lines = DemoQuestion.ARTICLE.replace("distinct(order_id)", "count()");
      assertThat(count(engine, butNot(DemoQuestion.ARTICLE, lines))).isPositive();
      assertThat(count(engine, butNot(lines, DemoQuestion.ARTICLE))).isZero();
      // Whoever opened one message twice is let in.
      String opened = DemoQuestion.ARTICLE.replace("distinct(message_id)", "count()");
      assertThat(count(engine, butNot(opened, DemoQuestion.ARTICLE))).isPositive();
      assertThat(count(engine, butNot(DemoQuestion.ARTICLE, opened))).isZero();
    }
  }

  @Test
  void whatTheDemoKeepsCanBeAsked() {
    try (Engine engine = Engine.open(new EngineConfig(1L << 30, 1, Limits.DEFAULT))) {
      ShopLoader.load(SHOP, engine);
      var library = engine.library(Question.DEFAULT_WORKSPACE);
      assertThat(DemoDefinitions.keep(library, UNTIL)).isTrue();

      DemoQuestion first = DemoQuestion.all().getFirst();
      assertThat(count(engine, "segment('British leads')"))
          .isEqualTo(all().stream().filter(first.judge(SHOP)).count());
      assertThat(count(engine, "list('big spenders')")).isPositive();
      try (var stages = library.stages(DemoDefinitions.PARTITION, UNTIL)) {
        long[][] counts = stages.counts(Deadline.none());
        for (int i = 0; i < counts.length; i++) {
          assertThat(counts[i][i]).isPositive();
        }
      }
    }
  }

  @Test
  void aShopOfOneCustomerMayKeepNothing() {
    try (Engine engine = Engine.open(new EngineConfig(1L << 30, 1, Limits.DEFAULT))) {
      assertThat(DemoDefinitions.keep(engine.library(Question.DEFAULT_WORKSPACE), UNTIL)).isFalse();
    }
  }

  @Test
  void anOrderOfSeveralLinesIsNotSeveralOrders() {
    try (Engine engine = Engine.open(new EngineConfig(1L << 30, 1, Limits.DEFAULT))) {
      ShopLoader.load(SHOP, engine);
      long several =
          all().stream()
              .map(customer ->
                  customer
                      .did("purchase", event -> true)
                      .map(event -> event.property("order_id"))
                      .toList())
              .filter(orders -> orders.size() > 1 && Set.copyOf(orders).size() == 1)
              .count();
      assertThat(several).isPositive();
      assertThat(
              count(
                  engine,
                  butNot(
                      "did('purchase').distinct(order_id) == 1", "did('purchase').count() == 1")))
          .isEqualTo(several);
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

  private static String butNot(String one, String other) {
    return "(" + one + ") && !(" + other + ")";
  }

  private static long count(Engine engine, String expression) {
    return engine.count(Question.of(expression).asOf(UNTIL));
  }

  private static List<ShopCustomer> all() {
    return SHOP.customers().toList();
  }
}
