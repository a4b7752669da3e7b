package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.CreateSegmentRequest;
import io.lamella.v1.CustomerSegments;
import io.lamella.v1.SegmentsOfRequest;
import io.lamella.v1.SegmentsOfResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: customers come back with their segments, and what is wrong with a request is told. Method:
/// a dozen customers over the wire.
class SegmentsOfTest {

  private static final Timestamp APRIL =
      Timestamp.newBuilder()
          .setSeconds(Instant.parse("2026-04-01T00:00:00Z").getEpochSecond())
          .build();

  private static TestServer server;

  @BeforeAll
  static void load() {
    server = TestServer.start();
    server.loadShop();
    save("Britons", "country == 'GB'");
    save("grown-up Britons", "segment('Britons') && age >= 18");
    save("buyers of late", "did('purchase').within(last('30d'))");
    save("nobody", "nobody()");
  }

  private static void save(String name, String expression) {
    var _ =
        server
            .definitions()
            .createSegment(
                CreateSegmentRequest.newBuilder().setName(name).setExpression(expression).build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void customersComeWithTheirSegmentsInTheOrderAsked() {
    SegmentsOfResponse answer = ask(List.of("bob", "zed", "ada", "dee"));

    assertThat(answer.getCustomersList())
        .extracting(
            CustomerSegments::getCustomerId,
            CustomerSegments::getKnown,
            customer -> List.copyOf(customer.getSegmentsList()))
        .containsExactly(
            tuple("bob", true, List.of("Britons", "buyers of late")),
            tuple("zed", false, List.of()),
            tuple("ada", true, List.of("Britons", "buyers of late", "grown-up Britons")),
            tuple("dee", true, List.of()));
    assertThat(answer.getSegments()).isEqualTo(4);
    assertThat(answer.getPopulation()).isEqualTo(12);
    assertThat(answer.getAsOf()).isEqualTo(APRIL);
    assertThat(answer.getUnansweredList()).isEmpty();
    assertThat(answer.getElapsedNanos()).isPositive();
  }

  @Test
  void whatIsWrongIsToldByItsPlace() {
    assertThat(Refused.by(() -> ask(List.of("ada", ""))).violations())
        .containsExactly("customer_ids[1]: a customer id is empty");
    assertThat(Refused.by(() -> ask(List.of())).violations())
        .containsExactly(
            "customer_ids: 1 to 1000 customers are asked about at once: customer_ids=0");
    assertThat(Refused.by(() -> ask(Collections.nCopies(1_001, "ada"))).violations()).hasSize(1);
  }

  private static SegmentsOfResponse ask(List<String> ids) {
    return server
        .insights()
        .segmentsOf(SegmentsOfRequest.newBuilder().addAllCustomerIds(ids).setAsOf(APRIL).build());
  }
}
