package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.CountRequest;
import io.lamella.v1.DifferenceRequest;
import io.lamella.v1.DifferenceResponse;
import io.lamella.v1.DifferenceResponse.Line;
import io.lamella.v1.Expression;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: differences arrive whole, and what is wrong with a request is told by its place. Method: a
/// dozen customers over the wire.
class DifferenceTest {

  private static final Timestamp APRIL =
      Timestamp.newBuilder()
          .setSeconds(Instant.parse("2026-04-01T00:00:00Z").getEpochSecond())
          .build();

  private static TestServer server;

  @BeforeAll
  static void load() {
    server = TestServer.start();
    server.loadShop();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void linesAreRankedAndCounted() {
    DifferenceResponse answer = difference(of("country == 'GB'").addNames("country"));

    assertThat(answer.getCount()).isEqualTo(4);
    assertThat(answer.getAgainstCount()).isEqualTo(8);
    assertThat(answer.getPopulation()).isEqualTo(12);
    assertThat(answer.getSnapshot()).isEqualTo(1);
    assertThat(answer.getAsOf()).isEqualTo(APRIL);
    assertThat(answer.getCompared()).isEqualTo(5);
    assertThat(answer.getElapsedNanos()).isPositive();
    assertThat(answer.getLinesList())
        .extracting(Line::getValue, Line::getCount, Line::getAgainstCount)
        .contains(
            tuple("GB", 4L, 0L),
            tuple("DE", 0L, 3L),
            tuple("US", 0L, 2L),
            tuple("FR", 0L, 1L),
            tuple("has a value", 4L, 6L));
    Line first = answer.getLines(0);
    assertThat(first.getName()).isEqualTo("country");
    assertThat(first.getExpression()).isEqualTo("country == 'GB'");
    assertThat(first.getDifference()).isEqualTo(1);
    assertThat(first.hasRatio()).isFalse();
    // 1 against 0: z is the square root of 12.
    assertThat(first.getPValue()).isCloseTo(0.00053, within(0.00001));
    // Far fewer than 5 are expected in each cell.
    assertThat(first.getSignificant()).isFalse();
    Line has =
        answer.getLinesList().stream()
            .filter(it -> it.getExpression().equals("has(country)"))
            .findFirst()
            .orElseThrow();
    assertThat(has.getRatio()).isCloseTo(4.0 / 3, within(1e-12));
  }

  /// Each line's condition, in both forms, has the line's customers.
  @Test
  void everyLineIsACondition() {
    DifferenceResponse answer =
        difference(
            of("subscribed").setAgainst(Expression.newBuilder().setExpression("country != 'FR'")));
    assertThat(answer.getLinesList())
        .extracting(Line::getName)
        .contains("age", "country", "purchase", "subscribed", "tags", "viewed");
    assertThat(answer.getLinesList())
        .extracting(Line::getExpression)
        .contains("did('viewed').within(last('30d'))", "did('purchase')", "'vip' in tags");
    for (Line line : answer.getLinesList()) {
      String inside = "subscribed && (" + line.getExpression() + ")";
      assertThat(count(CountRequest.newBuilder().setExpression(inside)))
          .as(line.getExpression())
          .isEqualTo(line.getCount());
      assertThat(count(CountRequest.newBuilder().setPredicate(line.getPredicate())))
          .as(line.getExpression())
          .isGreaterThanOrEqualTo(line.getCount() + line.getAgainstCount());
    }
    assertThat(difference(of("subscribed").setLimit(3)).getLinesCount()).isEqualTo(3);
    assertThat(difference(of("nobody()")).getLinesList()).isEmpty();
  }

  private static long count(CountRequest.Builder request) {
    return server.segments().count(request.setAsOf(APRIL).build()).getCount();
  }

  @Test
  void whatIsWrongIsToldByItsPlace() {
    assertThat(refused(of("everyone()").addNames("age").addNames("contry").setLimit(-1)))
        .containsExactly(
            "limit: a difference lists 1 to 1000 lines: limit=-1",
            "names[1]: unknown attribute or behaviour 'contry'; did you mean 'country'?");
    assertThat(refused(of("everyone()").setAgainst(Expression.getDefaultInstance())))
        .containsExactly("against.expression: an expression or a predicate is missing");
    assertThat(
            refused(
                of("agee > 1").setAgainst(Expression.newBuilder().setExpression("contry == 'GB'"))))
        .containsExactly(
            "expression: 1:1: unknown attribute 'agee'; did you mean 'age'?",
            "against.expression: 1:1: unknown attribute 'contry'; did you mean 'country'?");
    assertThat(refused(DifferenceRequest.newBuilder()))
        .containsExactly("expression: an expression or a predicate is missing");
  }

  private static List<String> refused(DifferenceRequest.Builder request) {
    return Refused.by(() -> difference(request)).violations();
  }

  private static DifferenceRequest.Builder of(String expression) {
    return DifferenceRequest.newBuilder().setExpression(expression);
  }

  private static DifferenceResponse difference(DifferenceRequest.Builder request) {
    return server.insights().difference(request.setAsOf(APRIL).build());
  }
}
