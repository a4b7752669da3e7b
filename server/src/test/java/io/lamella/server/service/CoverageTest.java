package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.AttributeCoverage;
import io.lamella.v1.BehaviourCoverage;
import io.lamella.v1.ClauseCoverage;
import io.lamella.v1.ClauseCoverageRequest;
import io.lamella.v1.ClauseCoverageResponse;
import io.lamella.v1.CoverageRequest;
import io.lamella.v1.CoverageResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: coverages arrive whole, and what is wrong with a request is told. Method: a dozen
/// customers over the wire.
class CoverageTest {

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
  void attributesAndBehavioursAreTold() {
    CoverageResponse answer =
        server
            .insights()
            .coverage(
                CoverageRequest.newBuilder()
                    .setAsOf(at("2026-03-10T12:00:00Z"))
                    .setDays(2)
                    .build());

    assertThat(answer.getPopulation()).isEqualTo(12);
    assertThat(answer.getSnapshot()).isEqualTo(1);
    assertThat(answer.getAsOf()).isEqualTo(at("2026-03-10T12:00:00Z"));
    assertThat(answer.getAttributesList())
        .extracting(AttributeCoverage::getName)
        .containsExactly("age", "country", "subscribed", "tags");
    AttributeCoverage country = answer.getAttributes(1);
    assertThat(country.getCustomers()).isEqualTo(10);
    assertThat(country.getDistinctValues()).isEqualTo(4);
    // Two have the same.
    assertThat(answer.getAttributes(0).getDistinctValues())
        .isPositive()
        .isLessThanOrEqualTo(answer.getAttributes(0).getCustomers());
    BehaviourCoverage purchase =
        answer.getBehavioursList().stream()
            .filter(it -> it.getName().equals("purchase"))
            .findFirst()
            .orElseThrow();
    assertThat(purchase.getFirst()).isEqualTo(at("2026-03-01T10:00:00Z"));
    assertThat(purchase.getDaysList())
        .extracting(BehaviourCoverage.Day::getDate)
        .containsExactly("2026-03-08", "2026-03-09");
    assertThat(purchase.getDays(1).getEvents()).isPositive();
    assertThat(purchase.getDays(1).getWeeksBeforeList()).hasSize(4).contains(1L);
    // An import brings the past.
    assertThat(purchase.getDaysList()).allMatch(day -> day.getLate() == 0);
    assertThat(purchase.hasLastArrival()).isTrue();
    assertThat(country.hasLastChange()).isTrue();
  }

  @Test
  void anEventThatCameLateIsTold() {
    var event =
        io.lamella.v1.CustomerEvent.newBuilder()
            .setCustomerId("late-comer")
            .setBehaviour("returned")
            .setInstant(at("2026-02-03T10:00:00Z"))
            .build();
    server
        .ingest()
        .recordEvents(
            io.lamella.v1.RecordEventsRequest.newBuilder()
                .setWorkspace("late")
                .addEvents(event)
                .build());

    BehaviourCoverage returned =
        server
            .insights()
            .coverage(
                CoverageRequest.newBuilder()
                    .setWorkspace("late")
                    .setAsOf(at("2026-02-04T12:00:00Z"))
                    .build())
            .getBehavioursList()
            .stream()
            .filter(it -> it.getName().equals("returned"))
            .findFirst()
            .orElseThrow();
    assertThat(returned.getDaysList().getLast().getLate()).isEqualTo(1);
    assertThat(returned.getLastArrival().getSeconds())
        .isGreaterThan(event.getInstant().getSeconds());
  }

  @Test
  void clausesTellOfWhomTheyKnowNothing() {
    ClauseCoverageResponse answer = clauses("country == 'DE' && age > 20 && did('purchase')");

    assertThat(answer.getPopulation()).isEqualTo(12);
    assertThat(answer.getClausesList())
        .extracting(ClauseCoverage::getExpression, ClauseCoverage::hasUnknown)
        .containsExactly(
            tuple("country == 'DE'", true),
            tuple("age > 20", true),
            tuple("did('purchase')", false));
    assertThat(answer.getClauses(0).getUnknown()).isEqualTo(2);
    assertThat(answer.getClauses(1).getNodeList()).containsExactly(1);
    assertThat(answer.getClausesList())
        .allSatisfy(clause -> {
          assertThat(clause.getBounds().getFewer()).isZero();
          assertThat(clause.getBounds().getMore()).isLessThanOrEqualTo(answer.getAll().getMore());
        });
    // Dee has no age: she would be the second of two.
    assertThat(clauses("country == 'DE' && age > 20").getAll().getMore()).isPositive();
    assertThat(clauses("!(age > 20)").getAll().getMore()).isZero();
    assertThat(clauses("!(age > 20)").getAll().getFewer())
        .isEqualTo(clauses("age > 20").getClauses(0).getUnknown());
  }

  @Test
  void whatIsWrongIsTold() {
    assertThat(
            Refused.by(() ->
                    server.insights().coverage(CoverageRequest.newBuilder().setDays(91).build()))
                .violations())
        .containsExactly("days: a coverage tells of 0 to 90 days: days=91");
    assertThat(Refused.by(() -> clauses("agee > 20")).violations())
        .containsExactly("expression: 1:1: unknown attribute 'agee'; did you mean 'age'?");
    assertThat(
            Refused.by(() ->
                    server.insights().clauseCoverage(ClauseCoverageRequest.getDefaultInstance()))
                .violations())
        .isEqualTo(List.of("expression: an expression or a predicate is missing"));
  }

  private static ClauseCoverageResponse clauses(String expression) {
    return server
        .insights()
        .clauseCoverage(
            ClauseCoverageRequest.newBuilder()
                .setExpression(expression)
                .setAsOf(at("2026-04-01T00:00:00Z"))
                .build());
  }

  private static Timestamp at(String instant) {
    return Timestamp.newBuilder().setSeconds(Instant.parse(instant).getEpochSecond()).build();
  }
}
