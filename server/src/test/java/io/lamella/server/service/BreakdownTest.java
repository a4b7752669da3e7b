package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.BreakdownRequest;
import io.lamella.v1.BreakdownResponse;
import io.lamella.v1.BreakdownResponse.Slice;
import io.lamella.v1.SampleMembersRequest;
import io.lamella.v1.SampleMembersResponse;
import io.lamella.v1.SampleMembersResponse.AttributeValue;
import io.lamella.v1.SampleMembersResponse.MatchedEvent;
import io.lamella.v1.SampleMembersResponse.Member;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: breakdowns and samples arrive whole, and what is wrong with a request is told. Method: a
/// dozen customers over the wire.
class BreakdownTest {

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
  void everyValueHasItsCountAndTheRestIsExact() {
    BreakdownResponse answer = breakdown("age > 18 || !has(age)", "country", 2);

    assertThat(answer.getCount()).isEqualTo(11);
    assertThat(answer.getPopulation()).isEqualTo(12);
    assertThat(answer.getSnapshot()).isEqualTo(1);
    assertThat(answer.getAsOf()).isEqualTo(APRIL);
    assertThat(answer.getSlicesList())
        .extracting(Slice::getValue, Slice::getCount, Slice::getPopulation, Slice::getExpression)
        .containsExactly(
            tuple("DE", 3L, 3L, "country == 'DE'"), tuple("GB", 3L, 4L, "country == 'GB'"));
    assertThat(answer.getOther()).isEqualTo(3);
    assertThat(answer.getOtherValues()).isEqualTo(2);
    assertThat(answer.getWithoutValue()).isEqualTo(2);
    assertThat(answer.getElapsedNanos()).isPositive();
  }

  @Test
  void setsBooleansAndNumbersHaveBreakdowns() {
    BreakdownResponse tags = breakdown("everyone()", "tags", 1);
    assertThat(tags.getSlicesList())
        .extracting(Slice::getValue, Slice::getCount, Slice::getExpression)
        .containsExactly(tuple("vip", 4L, "'vip' in tags"));
    // Ada has both, and is not among the others.
    assertThat(tags.getOther()).isEqualTo(2);
    assertThat(tags.getOtherValues()).isEqualTo(2);

    assertThat(breakdown("everyone()", "subscribed", 0).getSlicesList())
        .extracting(Slice::getValue, Slice::getExpression)
        .containsExactly(
            tuple("true", "subscribed == true"), tuple("false", "subscribed == false"));
    assertThat(breakdown("country == 'DE'", "age", 0).getSlicesList())
        .extracting(Slice::getValue, Slice::getExpression)
        .containsExactly(tuple("19", "age == 19"), tuple("51", "age == 51"));
  }

  @Test
  void membersComeWithTheirAttributesAndTheEventsThatCount() {
    SampleMembersResponse answer =
        sample("country == 'GB' && did('purchase').where(amount > 4)", 0);

    assertThat(answer.getCount()).isEqualTo(2);
    assertThat(answer.getPopulation()).isEqualTo(12);
    assertThat(answer.getAsOf()).isEqualTo(APRIL);
    assertThat(answer.getMembersList())
        .extracting(Member::getCustomerId)
        .containsExactly("ada", "bob");
    Member ada = answer.getMembers(0);
    assertThat(ada.getAttributesList())
        .extracting(AttributeValue::getName, AttributeValue::getValue)
        .containsExactlyInAnyOrder(
            tuple("country", "GB"),
            tuple("age", "36"),
            tuple("tags", "vip|press"),
            tuple("subscribed", "true"));
    assertThat(ada.getEventsCount()).isEqualTo(2);
    MatchedEvent newest = ada.getEvents(0);
    assertThat(newest.getNodeList()).containsExactly(1);
    assertThat(newest.getBehaviour()).isEqualTo("purchase");
    assertThat(newest.getInstant().getSeconds())
        .isEqualTo(Instant.parse("2026-03-09T10:00:00Z").getEpochSecond());
    assertThat(newest.getFound()).isEqualTo(2);
    assertThat(newest.getPropertiesList())
        .extracting(AttributeValue::getName, AttributeValue::getValue)
        .containsExactlyInAnyOrder(tuple("category", "haircare"), tuple("amount", "5.1"));
  }

  @Test
  void aSampleIsSpreadOverTheMembers() {
    assertThat(sample("everyone()", 3).getMembersList())
        .extracting(Member::getCustomerId)
        .containsExactly("cid", "gus", "kim");
    assertThat(sample("everyone()", 0).getMembersCount()).isEqualTo(10);
    assertThat(sample("nobody()", 0).getMembersCount()).isZero();
  }

  @Test
  void whatIsWrongWithARequestIsTold() {
    assertThat(refused("everyone()", "contry", 0).code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refused("everyone()", "contry", 0).description())
        .contains("unknown attribute 'contry'; did you mean 'country'?");
    assertThat(refused("contry == 'GB'", "country", 0).violations())
        .containsExactly("expression: 1:1: unknown attribute 'contry'; did you mean 'country'?");
    for (int limit : new int[] {-1, 1_001}) {
      assertThat(refused("everyone()", "country", limit).violations())
          .containsExactly("limit: a breakdown lists 1 to 1000 values: limit=" + limit);
    }
    for (int limit : new int[] {-1, 101}) {
      assertThat(Refused.by(() -> sample("everyone()", limit)).violations())
          .containsExactly("limit: a sample has 1 to 100 members: limit=" + limit);
    }
    assertThat(
            Refused.by(() ->
                    server
                        .segments()
                        .withDeadlineAfter(1, TimeUnit.NANOSECONDS)
                        .breakdown(
                            BreakdownRequest.newBuilder()
                                .setExpression("everyone()")
                                .setAttribute("country")
                                .build()))
                .code())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  private static Refused refused(String expression, String attribute, int limit) {
    return Refused.by(() -> breakdown(expression, attribute, limit));
  }

  private static BreakdownResponse breakdown(String expression, String attribute, int limit) {
    return server
        .segments()
        .breakdown(
            BreakdownRequest.newBuilder()
                .setExpression(expression)
                .setAttribute(attribute)
                .setLimit(limit)
                .setAsOf(APRIL)
                .build());
  }

  private static SampleMembersResponse sample(String expression, int limit) {
    return server
        .segments()
        .sampleMembers(
            SampleMembersRequest.newBuilder()
                .setExpression(expression)
                .setLimit(limit)
                .setAsOf(APRIL)
                .build());
  }
}
