package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.CreateSegmentRequest;
import io.lamella.v1.CustomerNode;
import io.lamella.v1.CustomerVerdict;
import io.lamella.v1.ExplainCustomerRequest;
import io.lamella.v1.ExplainCustomerResponse;
import io.lamella.v1.Expression;
import io.lamella.v1.SampleMembersResponse.AttributeValue;
import io.lamella.v1.SampleMembersResponse.MatchedEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: why a customer is in a segment arrives whole, and an id that nobody has is refused without
/// being repeated. Method: a dozen customers over the wire.
class ExplainCustomerTest {

  private static final Timestamp APRIL = timestamp("2026-04-01T00:00:00Z");

  /// Ada's second purchase was on 9 March at 10.
  private static final String BUYERS = "did('purchase').within(last('30d')).count() >= 1";

  private static final Timestamp PURCHASE_IS_OLD = timestamp("2026-04-08T10:00:00.001Z");

  private static TestServer server;

  @BeforeAll
  static void load() {
    server = TestServer.start();
    server.loadShop();
    server
        .definitions()
        .createSegment(
            CreateSegmentRequest.newBuilder()
                .setName("British buyers")
                .setExpression("country == 'GB' && " + BUYERS)
                .build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyNodeHasItsVerdictItsEvidenceAndItsTurn() {
    ExplainCustomerResponse answer = explain("ada", "country == 'GB' && !(" + BUYERS + ")");

    assertThat(answer.getAsOf()).isEqualTo(APRIL);
    assertThat(answer.getPopulation()).isEqualTo(12);
    CustomerNode root = answer.getRoot();
    assertThat(root.getVerdict()).isEqualTo(CustomerVerdict.CUSTOMER_VERDICT_FAILS);
    assertThat(root.getTurnsAt()).isEqualTo(PURCHASE_IS_OLD);
    CustomerNode country = root.getChildren(0);
    assertThat(country.getVerdict()).isEqualTo(CustomerVerdict.CUSTOMER_VERDICT_HOLDS);
    assertThat(country.hasTurnsAt()).isFalse();
    assertThat(country.getValuesList()).containsExactly(value("country", "GB"));
    CustomerNode bought = root.getChildren(1).getChildren(0);
    assertThat(bought.getVerdict()).isEqualTo(CustomerVerdict.CUSTOMER_VERDICT_HOLDS);
    assertThat(bought.getTurnsAt()).isEqualTo(PURCHASE_IS_OLD);
    assertThat(bought.getEventsList())
        .containsExactly(
            MatchedEvent.newBuilder()
                .addNode(1)
                .addNode(0)
                .setBehaviour("purchase")
                .setInstant(timestamp("2026-03-09T10:00:00Z"))
                .addProperties(value("amount", "5.1"))
                .addProperties(value("category", "haircare"))
                .setFound(1)
                .build());
  }

  @Test
  void aSavedSegmentHasTheEvidenceOfItsConditions() {
    CustomerNode segment =
        explain("ada", "age > 18 && segment('British buyers')").getRoot().getChildren(1);

    assertThat(segment.getVerdict()).isEqualTo(CustomerVerdict.CUSTOMER_VERDICT_HOLDS);
    assertThat(segment.getTurnsAt()).isEqualTo(PURCHASE_IS_OLD);
    assertThat(segment.getValuesList()).containsExactly(value("country", "GB"));
    assertThat(segment.getEventsList())
        .extracting(MatchedEvent::getNodeList)
        .containsExactly(List.of(1));
    assertThat(segment.getChildrenList()).isEmpty();
  }

  @Test
  void whoHasNoValueIsUnknown() {
    CustomerNode root = explain("dee", "age > 18").getRoot();

    assertThat(root.getVerdict()).isEqualTo(CustomerVerdict.CUSTOMER_VERDICT_UNKNOWN);
    assertThat(root.getValuesList()).isEmpty();
  }

  @Test
  void whoIsNotThereIsNotFound() {
    Refused refused = Refused.by(() -> explain("zed", "age > 18"));

    assertThat(refused.code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refused.violations())
        .containsExactly("customer_id: there is no customer with this id");
    assertThat(Refused.by(() -> explain("", "age > 18")).violations())
        .containsExactly("customer_id: a customer id is empty");
    assertThat(Refused.by(() -> explain("ada", "agee > 18")).violations())
        .singleElement()
        .asString()
        .startsWith("segment.expression: 1:1: unknown attribute 'agee'");
  }

  private static ExplainCustomerResponse explain(String customerId, String expression) {
    return server
        .insights()
        .explainCustomer(
            ExplainCustomerRequest.newBuilder()
                .setCustomerId(customerId)
                .setSegment(Expression.newBuilder().setExpression(expression))
                .setAsOf(APRIL)
                .build());
  }

  private static AttributeValue value(String name, String value) {
    return AttributeValue.newBuilder().setName(name).setValue(value).build();
  }

  private static Timestamp timestamp(String text) {
    Instant instant = Instant.parse(text);
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
