package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.ChannelExtent;
import io.lamella.v1.ChannelResults;
import io.lamella.v1.Expression;
import io.lamella.v1.MessageChannel;
import io.lamella.v1.MessageServiceGrpc;
import io.lamella.v1.MessageServiceGrpc.MessageServiceBlockingStub;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.Predicate;
import io.lamella.v1.ReachChannel;
import io.lamella.v1.ReachRegion;
import io.lamella.v1.ReachRequest;
import io.lamella.v1.ReachResponse;
import io.lamella.v1.ReachStep;
import io.lamella.v1.ResultsBase;
import io.lamella.v1.ResultsRequest;
import io.lamella.v1.ResultsResponse;
import io.lamella.v1.RevenueMeasure;
import io.lamella.v1.SampleSizeRequest;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: results of a message arrive whole, and what is wrong with a question is named with its
/// place. Method: a dozen customers over the wire.
class MessageServiceTest {

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
  void channelsAreCountedAloneAndTogether() {
    ResultsResponse answer = messages().results(request().build());

    assertThat(answer.getPopulation()).isEqualTo(12);
    assertThat(answer.getSnapshot()).isEqualTo(1);
    assertThat(answer.getAsOf()).isEqualTo(APRIL);
    assertThat(answer.getBase()).isEqualTo(ResultsBase.RESULTS_BASE_RECIPIENTS);
    assertThat(answer.getConfidence()).isEqualTo(0.95);
    assertThat(answer.getChannelsList())
        .extracting(ChannelResults::getExtent)
        .containsExactly(
            ChannelExtent.CHANNEL_EXTENT_ONE,
            ChannelExtent.CHANNEL_EXTENT_ONE,
            ChannelExtent.CHANNEL_EXTENT_ALL,
            ChannelExtent.CHANNEL_EXTENT_ANY);
    ChannelResults first = answer.getChannels(0);
    assertThat(first.getChannel()).isEqualTo("email");
    // Ada, Bob, Gus and Kim are in GB; Ada and Kim are subscribed.
    assertThat(first.getSegment().getCustomers()).isEqualTo(4);
    assertThat(first.getSegment().getBase()).isEqualTo(2);
    assertThat(first.getSegment().getSteps(1).getName()).isEqualTo("ordered");
    assertThat(first.getSegment().getSteps(1).getCount()).isEqualTo(1);
    assertThat(first.getSegment().getSteps(1).getShare()).isEqualTo(0.5);
    assertThat(first.getSegment().getRevenue().getSum()).isEqualTo("25.00");
    assertThat(first.getSegment().getRevenue().getPerCustomer()).isEqualTo(12.5);
    assertThat(first.getSegment().getRevenue().getSpenders()).isEqualTo(1);
    assertThat(first.hasComparison()).isFalse();
    assertThat(first.hasRevenueLift()).isFalse();
  }

  @Test
  void aFewCustomersHaveCountsButNoLift() {
    ResultsResponse answer =
        messages()
            .results(
                request()
                    .setEveryoneElse(ResultsRequest.EveryoneElse.getDefaultInstance())
                    .build());

    ChannelResults first = answer.getChannels(0);
    assertThat(first.getComparison().getCustomers()).isEqualTo(8);
    assertThat(first.getStepLiftsList()).hasSize(1);
    assertThat(first.getStepLifts(0).getStep()).isEqualTo("ordered");
    assertThat(first.getStepLifts(0).getLift().getTooFew())
        .isEqualTo("too few customers: 2 in the segment, 100 are needed");
    assertThat(first.getRevenueLift().getTooFew()).startsWith("too few customers");
  }

  @Test
  void withAHoldoutSharesAreOfAllCustomers() {
    ResultsResponse answer = messages().results(request().setHoldout(text("age > 40")).build());

    assertThat(answer.getBase()).isEqualTo(ResultsBase.RESULTS_BASE_CUSTOMERS);
    ChannelResults first = answer.getChannels(0);
    assertThat(first.getSegment().getBase()).isEqualTo(3);
    assertThat(first.getSegment().getCustomers()).isEqualTo(3);
    assertThat(first.getComparison().getBase()).isEqualTo(1);
  }

  @Test
  void everyFaultOfAnExpressionHasItsField() {
    Refused refused =
        results(
            request()
                .setAudience(Expression.newBuilder().setPredicate(Predicate.getDefaultInstance()))
                .setSegment(text("contry == 'GB'"))
                .setRevenue(
                    RevenueMeasure.newBuilder()
                        .setEvents(text("did('purchased')"))
                        .setProperty("amount")));

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.violations())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "segment.expression: 1:1: unknown attribute 'contry'; did you mean"
                            + " 'country'?"),
            second -> assertThat(second).startsWith("audience.predicate: "),
            third -> assertThat(third).startsWith("revenue.events.expression: 1:5: "));
  }

  @Test
  void everyFaultOfTheChannelsHasItsField() {
    Refused refused =
        results(
            request()
                .addChannels(MessageChannel.newBuilder().setName("sms"))
                .addChannels(
                    MessageChannel.newBuilder()
                        .setName("push")
                        .addSteps(step("delivered", "everyone()"))
                        .addSteps(step("delivered", "everyone()"))));

    assertThat(refused.violations())
        .containsExactlyInAnyOrder(
            "channels[2].name: each needs a name of its own: name=sms",
            "channels[2].steps: 1 to 12 steps are asked for: 0",
            "channels[3].steps[1].name: each needs a name of its own: name=delivered",
            "channels[3].steps[0].name: the first step says to whom the message was sent, and has"
                + " one name in all channels: name=delivered, first channel's=sent");
    assertThat(results(request().clearChannels()).violations())
        .containsExactly("channels: 1 to 6 channels are asked for: 0");
  }

  @Test
  void revenueIsANumberOfEvents() {
    assertThat(results(request().setRevenue(revenue("did('purchase')", "amout"))).violations())
        .singleElement()
        .asString()
        .startsWith("revenue.property: ")
        .contains("amout");
    assertThat(results(request().setRevenue(revenue("did('purchase')", "category"))).violations())
        .singleElement()
        .asString()
        .startsWith("revenue.property: ");
    assertThat(results(request().setRevenue(revenue("age > 5", "amount"))).violations())
        .containsExactly(
            "revenue.events: revenue is summed over events, like those of did('purchase')");
  }

  @Test
  void reachTellsEachStepAndEachSetOfChannels() {
    ReachResponse answer =
        messages()
            .reach(
                ReachRequest.newBuilder()
                    .setSegment(text("everyone()"))
                    .addChannels(
                        MessageChannel.newBuilder()
                            .setName("email")
                            .addSteps(step("consented", "subscribed")))
                    .addChannels(
                        MessageChannel.newBuilder()
                            .setName("sms")
                            .addSteps(step("adult", "age > 18"))
                            .addSteps(step("known", "has(country)")))
                    .setAsOf(APRIL)
                    .build());

    assertThat(answer)
        .isEqualTo(
            ReachResponse.newBuilder()
                .setMembers(12)
                .addChannels(
                    ReachChannel.newBuilder()
                        .setName("email")
                        .setReached(6)
                        .addSteps(reached("consented", 6, 6)))
                .addChannels(
                    ReachChannel.newBuilder()
                        .setName("sms")
                        .setReached(8)
                        .addSteps(reached("adult", 9, 3))
                        // Fay has no country.
                        .addSteps(reached("known", 8, 1)))
                .addRegions(ReachRegion.newBuilder().addChannels("email"))
                // Gus and Joe.
                .addRegions(ReachRegion.newBuilder().addChannels("sms").setCount(2))
                .addRegions(
                    ReachRegion.newBuilder().addChannels("email").addChannels("sms").setCount(6))
                .setUnreached(4)
                .setPopulation(12)
                .setSnapshot(1)
                .setAsOf(APRIL)
                .build());
  }

  @Test
  void everyFaultOfReachHasItsField() {
    var email =
        MessageChannel.newBuilder().setName("email").addSteps(step("consented", "agee > 1"));
    Refused refused =
        Refused.by(() ->
            messages()
                .reach(
                    ReachRequest.newBuilder()
                        .setSegment(text("contry == 'GB'"))
                        .addChannels(email)
                        .build()));
    assertThat(refused.violations())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("segment.expression: 1:1: "),
            second ->
                assertThat(second)
                    .isEqualTo(
                        "channels[0].steps[0].expression: 1:1: unknown attribute 'agee'; did you"
                            + " mean 'age'?"));
    assertThat(Refused.by(() -> messages().reach(ReachRequest.getDefaultInstance())).violations())
        .containsExactly("channels: 1 to 6 channels are asked for: 0");
  }

  private static ReachStep reached(String name, long left, long removed) {
    return ReachStep.newBuilder().setName(name).setLeft(left).setRemoved(removed).build();
  }

  @Test
  void sampleSizesAreAnsweredAndRefused() {
    var answer =
        messages()
            .sampleSize(
                SampleSizeRequest.newBuilder().setBaseRate(0.1).setDifference(0.05).build());
    assertThat(answer.getPerGroup()).isEqualTo(686);
    assertThat(answer.getPower()).isEqualTo(0.8);
    assertThat(answer.getConfidence()).isEqualTo(0.95);
    Refused refused =
        Refused.by(() ->
            messages()
                .sampleSize(SampleSizeRequest.newBuilder().setBaseRate(10).setPower(0.1).build()));
    assertThat(refused.violations())
        .containsExactly(
            "base_rate: a rate lies between 0 and 1: base_rate=10.0",
            "power: a power is 0.5 to below 1: power=0.1");
    assertThat(
            Refused.by(() ->
                    messages().sampleSize(SampleSizeRequest.newBuilder().setBaseRate(0.5).build()))
                .violations())
        .singleElement()
        .asString()
        .startsWith("difference: ");
  }

  private static ResultsRequest.Builder request() {
    return ResultsRequest.newBuilder()
        .setSegment(text("country == 'GB'"))
        .addChannels(
            MessageChannel.newBuilder()
                .setName("email")
                .addSteps(step("sent", "subscribed"))
                .addSteps(step("ordered", "did('purchase')")))
        .addChannels(
            MessageChannel.newBuilder()
                .setName("sms")
                .addSteps(step("sent", "age > 18"))
                .addSteps(step("ordered", "did('purchase')")))
        .setRevenue(revenue("did('purchase')", "amount"))
        .setAsOf(APRIL);
  }

  private static RevenueMeasure revenue(String events, String property) {
    return RevenueMeasure.newBuilder().setEvents(text(events)).setProperty(property).build();
  }

  private static NamedExpression step(String name, String expression) {
    return NamedExpression.newBuilder().setName(name).setExpression(expression).build();
  }

  private static Expression text(String text) {
    return Expression.newBuilder().setExpression(text).build();
  }

  private static Refused results(ResultsRequest.Builder request) {
    return Refused.by(() -> messages().results(request.build()));
  }

  private static MessageServiceBlockingStub messages() {
    return MessageServiceGrpc.newBlockingStub(server.channel());
  }
}
