package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.NumberFigures;
import io.lamella.v1.NumberFigures.Quantile;
import io.lamella.v1.NumberSummary;
import io.lamella.v1.SummaryRequest;
import io.lamella.v1.SummaryResponse;
import io.lamella.v1.Warning;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: summaries arrive whole, and what is wrong with a request is told by its place. Method: a
/// dozen customers over the wire.
class SummaryTest {

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
  void everyNumberHasItsFigures() {
    SummaryResponse answer =
        summary("country == 'DE'", List.of("age", "did('purchase').avg(amount) "), 50, 75);

    assertThat(answer.getCount()).isEqualTo(3);
    assertThat(answer.getPopulation()).isEqualTo(12);
    assertThat(answer.getSnapshot()).isEqualTo(1);
    assertThat(answer.getAsOf()).isEqualTo(APRIL);
    assertThat(answer.getWarningsList()).isEmpty();
    assertThat(answer.getNumbersList())
        .extracting(NumberSummary::getExpression)
        .containsExactly("age", "did('purchase').avg(amount)");
    NumberSummary age = answer.getNumbers(0);
    // Dee has none.
    assertThat(age.getCustomers()).isEqualTo(2);
    NumberFigures figures = age.getFigures();
    assertThat(figures.getSum().getDecimal()).isEqualTo("70");
    assertThat(figures.getAverage().getDecimal()).isEqualTo("35");
    assertThat(figures.getMin().getDecimal()).isEqualTo("19");
    assertThat(figures.getMax().getDecimal()).isEqualTo("51");
    assertThat(figures.getQuantilesList())
        .extracting(Quantile::getPercent, quantile -> quantile.getValue().getDecimal())
        .containsExactly(tuple(50.0, "19"), tuple(75.0, "51"));
    assertThat(answer.getElapsedNanos()).isPositive();
  }

  @Test
  void fractionsAreRoundedAndSaySo() {
    String ratio = "ratio(did('purchase').count(), did('purchase').count())";
    NumberFigures ones = summary("did('purchase')", List.of(ratio)).getNumbers(0).getFigures();
    assertThat(ones.getSum().getRounded()).isFalse();
    assertThat(ones.getAverage().getDecimal()).isEqualTo("1");
    NumberFigures third =
        summary("age == 36 || age == 17 || age == 51", List.of("age")).getNumbers(0).getFigures();
    assertThat(third.getAverage().getDecimal()).isEqualTo("34.66666666666666666667");
    assertThat(third.getAverage().getRounded()).isTrue();
    assertThat(third.getQuantilesList())
        .extracting(Quantile::getPercent)
        .containsExactly(25.0, 50.0, 75.0, 90.0, 99.0);
  }

  @Test
  void nobodyHasNoFiguresAndWhatIsSuspiciousIsTold() {
    SummaryResponse answer =
        summary("nobody()", List.of("age", "did('purchase').where(category == 'nix').count()"));
    assertThat(answer.getNumbersList())
        .extracting(NumberSummary::getCustomers, NumberSummary::hasFigures)
        .containsExactly(tuple(0L, false), tuple(0L, false));
    assertThat(answer.getWarningsList())
        .extracting(Warning::getPlace)
        .singleElement()
        .asString()
        .startsWith("numbers[1] 1:");
  }

  @Test
  void whatIsWrongIsToldByItsPlace() {
    assertThat(refused("everyone()", List.of("agee", "country", "did('purchase').last()"), 0, 101))
        .containsExactly(
            "percents[0]: a quantile's percentage is above 0 and at most 100: percent=0.0",
            "percents[1]: a quantile's percentage is above 0 and at most 100: percent=101.0",
            "numbers[0]: 1:1: unknown attribute 'agee'; did you mean 'age'?",
            "numbers[1]: 1:1: 'country' is a keyword, not a number",
            "numbers[2]: 1:17: the measure is an instant, not a number");
    assertThat(refused("everyone()", List.of()))
        .containsExactly(
            "numbers: a summary is of 1 to 16 numbers, like age or did('purchase').sum(amount):"
                + " numbers=0");
    assertThat(refused("everyone()", Collections.nCopies(17, "age"))).hasSize(1);
    assertThat(refused("everyone()", List.of("age"), Double.NaN)).hasSize(1);
    assertThat(refused("contry == 'GB'", List.of("age")))
        .containsExactly("expression: 1:1: unknown attribute 'contry'; did you mean 'country'?");
  }

  private static List<String> refused(String expression, List<String> numbers, double... percents) {
    return Refused.by(() -> summary(expression, numbers, percents)).violations();
  }

  private static SummaryResponse summary(
      String expression, List<String> numbers, double... percents) {
    SummaryRequest.Builder request =
        SummaryRequest.newBuilder().setExpression(expression).addAllNumbers(numbers).setAsOf(APRIL);
    for (double percent : percents) {
      request.addPercents(percent);
    }
    return server.insights().summary(request.build());
  }
}
