package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.CountRequest;
import io.lamella.v1.PreviewNode;
import io.lamella.v1.PreviewRequest;
import io.lamella.v1.PreviewResponse;
import io.lamella.v1.PreviewWarning;
import io.lamella.v1.PreviewWarningKind;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: a preview arrives whole, for both forms of a segment, and what is wrong with a request is
/// told. Method: a dozen customers over the wire.
class PreviewTest {

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
  void everyNodeHasItsCountAndTheTotalWithoutIt() {
    PreviewResponse answer =
        preview("country=='GB' && (age >= 18 || subscribed) && !('vip' in tags)");

    assertThat(answer.getCount()).isEqualTo(1);
    assertThat(answer.getPopulation()).isEqualTo(12);
    assertThat(answer.getSnapshot()).isEqualTo(1);
    assertThat(answer.getAsOf()).isEqualTo(APRIL);
    assertThat(answer.getExpression())
        .isEqualTo("country == 'GB' && (age >= 18 || subscribed) && !('vip' in tags)");
    assertThat(answer.getElapsedNanos()).isPositive();
    assertThat(answer.getPlanningNanos()).isPositive();
    assertThat(answer.getPredicate().getAnd().getTermsCount()).isEqualTo(3);
    PreviewNode root = answer.getRoot();
    assertThat(root.getCount()).isEqualTo(1);
    assertThat(root.getWithout()).isEqualTo(12);
    assertThat(root.hasUnknown()).isFalse();
    assertThat(root.getChildrenList())
        .extracting(PreviewNode::getExpression)
        .containsExactly("country == 'GB'", "age >= 18 || subscribed", "!('vip' in tags)");
    PreviewNode country = root.getChildren(0);
    assertThat(country.getCount()).isEqualTo(4);
    assertThat(country.getWithout())
        .isEqualTo(countOf("(age >= 18 || subscribed) && !('vip' in tags)"));
    assertThat(country.getUnknown()).isEqualTo(2);
    PreviewNode age = root.getChildren(1).getChildren(0);
    assertThat(age.getUnknown()).isEqualTo(2);
    assertThat(age.getWithout())
        .isEqualTo(countOf("country == 'GB' && subscribed && !('vip' in tags)"));
    PreviewNode not = root.getChildren(2);
    assertThat(not.getWithout()).isEqualTo(countOf("country == 'GB' && (age >= 18 || subscribed)"));
    assertThat(not.getChildren(0).getWithout()).isEqualTo(not.getWithout());
  }

  @Test
  void bothFormsGiveTheSameNumbers() {
    PreviewResponse ofText = preview("atLeast(2, [subscribed, age > 30, 'vip' in tags])");
    PreviewResponse ofPredicate =
        server
            .segments()
            .preview(
                PreviewRequest.newBuilder()
                    .setPredicate(ofText.getPredicate())
                    .setAsOf(APRIL)
                    .build());

    assertThat(ofPredicate.getRoot()).isEqualTo(ofText.getRoot());
    assertThat(ofPredicate.getExpression()).isEqualTo(ofText.getExpression());
  }

  @Test
  void warningsHaveKindPlaceNodeAndSuggestions() {
    PreviewResponse answer =
        server
            .segments()
            .preview(
                PreviewRequest.newBuilder()
                    .setExpression("age > 5 && did('purchase').where(category == 'skincar')")
                    .setAsOf(APRIL)
                    .build());

    assertThat(answer.getWarningsList())
        .extracting(PreviewWarning::getKind)
        .containsExactly(
            PreviewWarningKind.PREVIEW_WARNING_KIND_NOBODY,
            PreviewWarningKind.PREVIEW_WARNING_KIND_UNKNOWN_VALUE);
    PreviewWarning unknown = answer.getWarnings(1);
    assertThat(unknown.getPlace()).isEqualTo("1:46");
    assertThat(unknown.getNodeList()).containsExactly(1);
    assertThat(unknown.getSuggestionsList()).containsExactly("skincare");
    assertThat(unknown.getMessage()).contains("did you mean 'skincare'?");

    PreviewResponse ofPredicate =
        server
            .segments()
            .preview(
                PreviewRequest.newBuilder()
                    .setPredicate(answer.getPredicate())
                    .setAsOf(APRIL)
                    .build());
    assertThat(ofPredicate.getWarnings(1).getPlace()).startsWith("predicate.and.terms[1].did");
  }

  @Test
  void aHundredIsTheSmallestUsefulSizeUnlessItIsGiven() {
    assertThat(preview("age >= 18").getWarningsList())
        .extracting(PreviewWarning::getKind)
        .containsExactly(PreviewWarningKind.PREVIEW_WARNING_KIND_TOO_SMALL);
    assertThat(
            server
                .segments()
                .preview(
                    PreviewRequest.newBuilder()
                        .setExpression("age >= 18")
                        .setMinUsefulSize(3)
                        .build())
                .getWarningsList())
        .isEmpty();
  }

  @Test
  void whatIsWrongWithARequestIsTold() {
    Refused unknown = refused(PreviewRequest.newBuilder().setExpression("contry == 'GB'"));
    assertThat(unknown.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(unknown.violations())
        .containsExactly("expression: 1:1: unknown attribute 'contry'; did you mean 'country'?");

    assertThat(refused(PreviewRequest.newBuilder()).violations())
        .containsExactly("expression: an expression or a predicate is missing");

    Refused size =
        refused(PreviewRequest.newBuilder().setExpression("age > 3").setMinUsefulSize(-1));
    assertThat(size.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(size.violations())
        .containsExactly("min_useful_size: a size is at least 0: min_useful_size=-1");

    assertThat(
            Refused.by(() ->
                    server
                        .segments()
                        .withDeadlineAfter(1, TimeUnit.NANOSECONDS)
                        .preview(PreviewRequest.newBuilder().setExpression("age > 3").build()))
                .code())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  private static Refused refused(PreviewRequest.Builder request) {
    return Refused.by(() -> server.segments().preview(request.build()));
  }

  private static PreviewResponse preview(String expression) {
    return server
        .segments()
        .preview(PreviewRequest.newBuilder().setExpression(expression).setAsOf(APRIL).build());
  }

  private static long countOf(String expression) {
    return server
        .segments()
        .count(CountRequest.newBuilder().setExpression(expression).setAsOf(APRIL).build())
        .getCount();
  }
}
