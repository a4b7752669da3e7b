package io.lamella.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.grpc.Status;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.Comparison;
import io.lamella.v1.CountRequest;
import io.lamella.v1.Literal;
import io.lamella.v1.Measure;
import io.lamella.v1.Operand;
import io.lamella.v1.Predicate;
import io.lamella.v1.Selection;
import io.lamella.v1.SequenceOrder;
import io.lamella.v1.Step;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Goal: a predicate in messages may be as deep as one in text, and who goes deeper is told of the
/// language's limit, not of protobuf's. Method: sequences nested in each other, which take three
/// messages a level.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeepPredicatesTest {
  /// With the condition around them, 32 levels.
  private static final int MOST = 31;

  private final TestServer server = TestServer.startWithConsole();
  private final Browser browser = new Browser(server.server().httpPort().orElseThrow());

  DeepPredicatesTest() {
    server.loadShop();
  }

  @AfterAll
  void close() {
    browser.close();
    server.close();
  }

  @Test
  void overGrpcEveryLevelOfTheLanguageIsRead() {
    assertThat(count(did(sequences(MOST)))).isEqualTo(count(text(MOST)));
    assertThat(count(did(sequences(2)))).isEqualTo(count(text(2))).isPositive();
    assertThat(count(share(sequences(MOST)))).isEqualTo(count(text(MOST)));
  }

  @Test
  void overGrpcTheFirstLevelTooManyIsToldWithItsPlace() {
    for (Predicate deep : new Predicate[] {did(sequences(MOST + 1)), share(sequences(60))}) {
      Refused refused =
          Refused.by(
              () -> server.segments().count(CountRequest.newBuilder().setPredicate(deep).build()));
      assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(refused.violations())
          .singleElement()
          .asString()
          .startsWith("predicate.")
          .endsWith(".sequence.other: nested too deeply; the limit is 32 levels");
    }
    assertThat(
            Refused.by(() ->
                    server
                        .segments()
                        .count(CountRequest.newBuilder().setPredicate(did(sequences(500))).build()))
                .description())
        .isEqualTo(
            "the request cannot be read: reason=nested too deeply; the limit of an expression is 32"
                + " levels");
  }

  @Test
  void inJsonWhatIsTooDeepToBeReadIsToldWithTheWayOut() {
    HttpResponse<String> answer = ask(MOST);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    for (int sequences : new int[] {40, 500}) {
      HttpResponse<String> refused = ask(sequences);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(
              JsonParser.parseString(refused.body()).getAsJsonObject().get("message").getAsString())
          .isEqualTo(
              "the request cannot be read: reason=nested too deeply; JSON is read to 100 messages"
                  + " in one another: write the expression as text, which may have 32 levels");
    }
  }

  private HttpResponse<String> ask(int sequences) {
    String json =
        "{\"predicate\": {\"did\": {\"selection\": "
            + ("{\"behaviours\": [\"purchase\"], \"steps\": [{\"sequence\": {\"any\": {}, \"order\":"
                    + " \"SEQUENCE_ORDER_NOT_PRECEDED_BY\", \"other\": ")
                .repeat(sequences)
            + "{\"behaviours\": [\"purchase\"]}"
            + "}}]}".repeat(sequences)
            + "}}}";
    return browser.call("SegmentService/Count", json);
  }

  private long count(Predicate predicate) {
    return server
        .segments()
        .count(CountRequest.newBuilder().setPredicate(predicate).build())
        .getCount();
  }

  private long count(String expression) {
    return server
        .segments()
        .count(CountRequest.newBuilder().setExpression(expression).build())
        .getCount();
  }

  private static String text(int sequences) {
    return "did('purchase')"
        + ".notPrecededBy(did('purchase')".repeat(sequences)
        + ", 'all')".repeat(sequences);
  }

  private static Selection sequences(int sequences) {
    Selection selection = Selection.newBuilder().addBehaviours("purchase").build();
    for (int i = 0; i < sequences; i++) {
      selection =
          Selection.newBuilder()
              .addBehaviours("purchase")
              .addSteps(
                  Step.newBuilder()
                      .setSequence(
                          Step.Sequence.newBuilder()
                              .setOrder(SequenceOrder.SEQUENCE_ORDER_NOT_PRECEDED_BY)
                              .setOther(selection)
                              .setAny(Step.AnyGap.getDefaultInstance())))
              .build();
    }
    return selection;
  }

  private static Predicate did(Selection selection) {
    return Predicate.newBuilder()
        .setDid(Predicate.Did.newBuilder().setSelection(selection))
        .build();
  }

  /// All that are selected, divided by themselves.
  private static Predicate share(Selection selection) {
    Operand.MeasureOf count =
        Operand.MeasureOf.newBuilder()
            .setSelection(selection)
            .setMeasure(Measure.newBuilder().setCount(Measure.Count.getDefaultInstance()))
            .build();
    return Predicate.newBuilder()
        .setCompares(
            Predicate.Compares.newBuilder()
                .setOperand(
                    Operand.newBuilder()
                        .setRatioOf(
                            Operand.RatioOf.newBuilder().setDividend(count).setDivisor(count)))
                .setComparison(Comparison.COMPARISON_EQUAL)
                .setLiteral(Literal.newBuilder().setDecimal("1")))
        .build();
  }
}
