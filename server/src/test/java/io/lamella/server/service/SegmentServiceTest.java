package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.text.Expressions;
import io.lamella.server.ImportParts;
import io.lamella.server.TestServer;
import io.lamella.server.mapping.PredicateMapping;
import io.lamella.v1.CountManyRequest;
import io.lamella.v1.CountManyResponse;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CountResponse;
import io.lamella.v1.ExplainRequest;
import io.lamella.v1.ExplainResponse;
import io.lamella.v1.Expression;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.MembersResponse;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.OverlapRequest;
import io.lamella.v1.OverlapResponse;
import io.lamella.v1.Predicate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what the engine answers arrives whole, for both forms of a segment. Method: a dozen
/// customers over the wire.
class SegmentServiceTest {

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
  void aCountNamesPopulationSnapshotAndInstant() {
    CountResponse answer =
        server
            .segments()
            .count(
                CountRequest.newBuilder()
                    .setExpression("country == 'GB' && age >= 18")
                    .setAsOf(APRIL)
                    .build());

    assertThat(answer)
        .isEqualTo(
            CountResponse.newBuilder()
                .setCount(3)
                .setPopulation(12)
                .setSnapshot(1)
                .setAsOf(APRIL)
                .build());
  }

  @Test
  void withoutAnInstantTheClockAnswers() {
    long before = Instant.now().getEpochSecond();

    CountResponse answer =
        server.segments().count(CountRequest.newBuilder().setExpression("everyone()").build());

    assertThat(answer.getAsOf().getSeconds()).isBetween(before, Instant.now().getEpochSecond());
    assertThat(answer.getCount()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "everyone()",
        "nobody()",
        "country == 'GB'",
        "country != 'GB'",
        "!(country == 'GB')",
        "country in ['GB', 'DE'] && age < 40",
        "has(age) || subscribed",
        "age >= 18.5",
        "'vip' in tags",
        "tags.containsAll(['vip', 'press'])",
        "size(tags) >= 2",
        "country.startsWith('G')",
        "sample(50, 'spring')",
        "atLeast(2, [subscribed, age > 30, 'vip' in tags])",
        "did('purchase')",
        "did('purchase').count() == 0",
        "did('purchase').where(category == 'skincare' && amount > 12).within(last('14d'))",
        "did('purchase', 'viewed').distinct(category) >= 2",
        "did('purchase').sum(amount) >= 25",
        "did('purchase').first() in between(date('2026-03-01'), date('2026-03-03'))",
        "did('viewed').within(calendar('month', -1)).days() == 1",
        "did('purchase').last() >= now() - '23d'",
      })
  void theMessageOfATextGivesTheSameAnswer(String text) {
    Predicate predicate =
        PredicateMapping.write(Expressions.parse(text, Limits.DEFAULT).predicate());

    CountResponse ofText =
        server
            .segments()
            .count(CountRequest.newBuilder().setExpression(text).setAsOf(APRIL).build());
    CountResponse ofPredicate =
        server
            .segments()
            .count(CountRequest.newBuilder().setPredicate(predicate).setAsOf(APRIL).build());

    assertThat(ofPredicate).isEqualTo(ofText);
  }

  @Test
  void theArticlesWayOfAskingWorks() {
    assertThat(server.members("did('purchase').where(category == 'skincare' && amount > 15)"))
        .containsExactly("ada", "cid");
  }

  @Test
  void anUnknownValueIsNobodyAndAWarningWithItsPlace() {
    CountResponse answer =
        server.segments().count(CountRequest.newBuilder().setExpression("country == 'XX'").build());

    assertThat(answer.getCount()).isZero();
    assertThat(answer.getWarningsList())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.getPlace()).isEqualTo("1:12");
          assertThat(warning.getMessage()).contains("XX");
        });
  }

  @Test
  void manyCountsAreInTheOrderOfTheExpressionsAndOfOneSnapshot() {
    CountManyRequest.Builder request = CountManyRequest.newBuilder().setAsOf(APRIL);
    for (int i = 0; i < 1_000; i++) {
      request.addExpressions(Expression.newBuilder().setExpression("age >= " + i % 100));
    }

    CountManyResponse answer = server.segments().countMany(request.build());

    assertThat(answer.getCountsCount()).isEqualTo(1_000);
    assertThat(answer.getCounts(0).getCount()).isEqualTo(10);
    assertThat(answer.getCounts(40).getCount()).isEqualTo(4);
    assertThat(answer.getCounts(940).getCount()).isEqualTo(4);
    assertThat(answer.getCounts(99).getCount()).isZero();
    assertThat(answer.getPopulation()).isEqualTo(12);
    assertThat(answer.getSnapshot()).isEqualTo(1);
    assertThat(answer.getAsOf()).isEqualTo(APRIL);
  }

  @Test
  void overlapsAreSymmetricWithOwnCountsOnTheDiagonal() {
    OverlapResponse answer =
        server
            .segments()
            .overlap(
                OverlapRequest.newBuilder()
                    .addExpressions(named("british", "country == 'GB'"))
                    .addExpressions(named("vips", "'vip' in tags"))
                    .addExpressions(named("nobody", "nobody()"))
                    .build());

    assertThat(answer.getLinesList())
        .extracting(OverlapResponse.Line::getName)
        .containsExactly("british", "vips", "nobody");
    assertThat(answer.getLines(0).getCountsList()).containsExactly(4L, 2L, 0L);
    assertThat(answer.getLines(1).getCountsList()).containsExactly(2L, 4L, 0L);
    assertThat(answer.getLines(2).getCountsList()).containsExactly(0L, 0L, 0L);
    assertThat(answer.getPopulation()).isEqualTo(12);
  }

  @Test
  void membersBeginWithWhatTheyReferTo() {
    List<MembersResponse> messages = new ArrayList<>();
    server
        .segments()
        .members(MembersRequest.newBuilder().setExpression("age > 45").setAsOf(APRIL).build())
        .forEachRemaining(messages::add);

    assertThat(messages.getFirst().getStart())
        .isEqualTo(
            MembersResponse.Start.newBuilder()
                .setPopulation(12)
                .setSnapshot(1)
                .setAsOf(APRIL)
                .build());
    assertThat(messages.subList(1, messages.size()))
        .flatExtracting(message -> message.getBatch().getCustomerIdsList())
        .containsExactlyInAnyOrder("cid", "fay");
  }

  @Test
  void nobodysMembersAreAStartAndNothingElse() {
    List<MembersResponse> messages = new ArrayList<>();
    server
        .segments()
        .members(MembersRequest.newBuilder().setExpression("nobody()").build())
        .forEachRemaining(messages::add);

    assertThat(messages).singleElement().matches(MembersResponse::hasStart);
  }

  @Test
  void anExplanationHasThePlanAndBothForms() {
    ExplainResponse answer =
        server
            .segments()
            .explain(
                ExplainRequest.newBuilder()
                    .setExpression("(country=='GB')  &&  age>=18")
                    .setAsOf(APRIL)
                    .build());

    assertThat(answer.getCount()).isEqualTo(3);
    assertThat(answer.getExpression()).isEqualTo("country == 'GB' && age >= 18");
    assertThat(answer.getPredicate().getAnd().getTermsCount()).isEqualTo(2);
    assertThat(answer.getRoot().getActual()).isEqualTo(3);
    assertThat(answer.getRoot().getChildrenList())
        .anySatisfy(node -> {
          assertThat(node.hasUnknown()).isTrue();
          assertThat(node.getUnknown()).isEqualTo(2);
        });
  }

  @Test
  void workspacesShareNothing() {
    server.load(
        ImportParts.start("other"),
        ImportParts.SHOP_CUSTOMERS,
        ImportParts.lines(0, 5, "zoe", "GB", "1", "", ""));

    CountResponse other =
        server
            .segments()
            .count(
                CountRequest.newBuilder()
                    .setWorkspace("other")
                    .setExpression("country == 'GB'")
                    .build());

    assertThat(other.getCount()).isEqualTo(1);
    assertThat(other.getPopulation()).isEqualTo(1);
  }

  private static NamedExpression named(String name, String expression) {
    return NamedExpression.newBuilder().setName(name).setExpression(expression).build();
  }
}
