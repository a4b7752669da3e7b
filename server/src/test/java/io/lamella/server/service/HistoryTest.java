package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.CountRequest;
import io.lamella.v1.ForecastRequest;
import io.lamella.v1.HistoryRequest;
import io.lamella.v1.InstantList;
import io.lamella.v1.PastDays;
import io.lamella.v1.SizeSeries;
import io.lamella.v1.SizeSeries.Point;
import io.lamella.v1.Warning;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: histories and forecasts arrive whole, and what is wrong with a request is told by its
/// place. Method: a dozen customers over the wire; each point is compared with a count.
class HistoryTest {
  private static final Timestamp APRIL = timestamp("2026-04-01T12:00:00Z");
  private static final String BUYERS =
      "has(country) && did('purchase').within(last('7d')) || did('purchase').count() >= 2";

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

  private static Timestamp timestamp(String instant) {
    return Timestamp.newBuilder().setSeconds(Instant.parse(instant).getEpochSecond()).build();
  }

  private static void assertCounted(SizeSeries answer, String expression) {
    long before = answer.getPoints(0).getCount();
    for (Point point : answer.getPointsList()) {
      var request =
          CountRequest.newBuilder().setExpression(expression).setAsOf(point.getAsOf()).build();
      assertThat(point.getCount()).isEqualTo(server.segments().count(request).getCount());
      assertThat(point.getAdded() - point.getRemoved()).isEqualTo(point.getCount() - before);
      before = point.getCount();
    }
    assertThat(answer.getPopulation()).isEqualTo(12);
    assertThat(answer.getSnapshot()).isEqualTo(1);
    assertThat(answer.getElapsedNanos()).isPositive();
  }

  @Test
  void daysLeadUpToTheInstantAndOnFromIt() {
    SizeSeries past =
        history(HistoryRequest.newBuilder().setDays(PastDays.newBuilder().setAsOf(APRIL)));
    assertCounted(past, BUYERS);
    assertThat(past.getPointsList()).hasSize(90);
    assertThat(past.getPoints(89).getAsOf()).isEqualTo(APRIL);
    assertThat(past.getPointsList()).anyMatch(point -> point.getAdded() > 0);
    assertThat(past.getPointsList()).anyMatch(point -> point.getRemoved() > 0);
    assertThat(past.getAsNowList()).containsExactly("country");

    SizeSeries next =
        server
            .insights()
            .forecast(ForecastRequest.newBuilder().setExpression(BUYERS).setAsOf(APRIL).build())
            .getSizes();
    assertCounted(next, BUYERS);
    assertThat(next.getPointsList()).hasSize(31);
    assertThat(next.getPoints(0))
        .isEqualTo(past.getPoints(89).toBuilder().clearAdded().clearRemoved().build());
  }

  @Test
  void withoutASeriesItIsTheLast90Days() {
    assertThat(history(HistoryRequest.newBuilder()).getPointsList()).hasSize(90);
  }

  @Test
  void instantsAreTakenAsTheyAre() {
    SizeSeries answer =
        server
            .insights()
            .history(
                HistoryRequest.newBuilder()
                    .setExpression("did('purchase').where(category == 'nix')")
                    .setInstants(
                        InstantList.newBuilder()
                            .addInstants(timestamp("2026-03-01T00:00:00Z"))
                            .addInstants(APRIL))
                    .build())
            .getSizes();
    assertThat(answer.getPointsList())
        .extracting(Point::getAsOf, Point::getCount)
        .containsExactly(tuple(timestamp("2026-03-01T00:00:00Z"), 0L), tuple(APRIL, 0L));
    assertThat(answer.getAsNowList()).isEmpty();
    assertThat(answer.getWarningsList()).extracting(Warning::getPlace).hasSize(1);
  }

  @Test
  void whatIsWrongIsToldByItsPlace() {
    assertThat(refused(HistoryRequest.newBuilder().setDays(PastDays.newBuilder().setCount(1_001))))
        .containsExactly("days.count: a history has 1 to 1000 instants: count=1001");
    assertThat(refused(HistoryRequest.newBuilder().setDays(PastDays.newBuilder().setCount(-1))))
        .hasSize(1);
    assertThat(
            refused(
                HistoryRequest.newBuilder()
                    .setInstants(InstantList.newBuilder().addInstants(APRIL).addInstants(APRIL))))
        .containsExactly(
            "instants.instants[1]: each instant is a millisecond or more later than the one"
                + " before: 2026-04-01T12:00:00Z, 2026-04-01T12:00:00Z");
    assertThat(
            refused(
                HistoryRequest.newBuilder()
                    .setInstants(
                        InstantList.newBuilder().addInstants(Timestamp.newBuilder().setNanos(-1)))))
        .singleElement()
        .asString()
        .startsWith("instants.instants[0]: ");
    assertThat(refused(HistoryRequest.newBuilder().setInstants(InstantList.newBuilder())))
        .containsExactly("instants.instants: a history has 1 to 1000 instants: count=0");
    var forecast = ForecastRequest.newBuilder().setExpression("contry == 'GB'").setDays(367);
    assertThat(Refused.by(() -> server.insights().forecast(forecast.build())).violations())
        .containsExactly("expression: 1:1: unknown attribute 'contry'; did you mean 'country'?");
    forecast.setExpression("everyone()");
    assertThat(Refused.by(() -> server.insights().forecast(forecast.build())).violations())
        .containsExactly("days: a forecast looks 1 to 366 days ahead: count=367");
    var none = HistoryRequest.getDefaultInstance();
    assertThat(Refused.by(() -> server.insights().history(none)).violations())
        .containsExactly("expression: an expression or a predicate is missing");
  }

  private static List<String> refused(HistoryRequest.Builder request) {
    return Refused.by(() -> history(request)).violations();
  }

  private static SizeSeries history(HistoryRequest.Builder request) {
    return server.insights().history(request.setExpression(BUYERS).build()).getSizes();
  }
}
