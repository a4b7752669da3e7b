package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Timestamp;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.CountManyRequest;
import io.lamella.v1.CountRequest;
import io.lamella.v1.ExplainRequest;
import io.lamella.v1.Expression;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.OverlapRequest;
import io.lamella.v1.Predicate;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: whatever is wrong with a question, the caller reads what and where. Method: every kind of
/// bad question over the wire; the details of the status are unpacked as a client does it.
class RefusedQuestionsTest {

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
  void everyFaultOfATextIsNamedWithLineAndColumn() {
    Refused refused = count("contry == 'GB'\n  && age == 'old' && did('purchased')");

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.reason()).isEqualTo("INVALID_EXPRESSION");
    assertThat(refused.violations())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "expression: 1:1: unknown attribute 'contry'; did you mean 'country'?"),
            second -> assertThat(second).startsWith("expression: 2:").contains("number"),
            third -> assertThat(third).startsWith("expression: 2:").contains("purchase"));
    assertThat(refused.description()).startsWith("1:1: unknown attribute 'contry'");
  }

  @Test
  void everyFaultOfAPredicateIsNamedWithThePathOfItsField() {
    Predicate unknown =
        Predicate.newBuilder()
            .setAnd(
                Predicate.And.newBuilder()
                    .addTerms(
                        Predicate.newBuilder().setEveryone(Predicate.Everyone.getDefaultInstance()))
                    .addTerms(
                        Predicate.newBuilder()
                            .setHas(
                                Predicate.Has.newBuilder()
                                    .setField(io.lamella.v1.Field.newBuilder().setName("contry")))))
            .build();

    Refused refused = count(unknown);

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.violations())
        .containsExactly(
            "predicate.and.terms[1].has.field.name: unknown attribute 'contry'; did you mean 'country'?");
  }

  @Test
  void everyMalformedPartOfAPredicateIsNamedAtOnce() {
    Predicate malformed =
        Predicate.newBuilder()
            .setOr(
                Predicate.Or.newBuilder()
                    .addTerms(Predicate.getDefaultInstance())
                    .addTerms(
                        Predicate.newBuilder()
                            .setCompares(Predicate.Compares.getDefaultInstance())))
            .build();

    assertThat(count(malformed).violations())
        .containsExactly(
            "predicate.or.terms[0]: a predicate is missing",
            "predicate.or.terms[1].compares.operand: an operand is missing",
            "predicate.or.terms[1].compares.comparison: missing or not known: comparison",
            "predicate.or.terms[1].compares.literal: a value is missing");
  }

  @Test
  void neitherFormIsAFaultOfTheExpression() {
    Refused refused = Refused.by(() -> server.segments().count(CountRequest.getDefaultInstance()));

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.violations())
        .containsExactly("expression: an expression or a predicate is missing");
  }

  @Test
  void theFaultsOfManyExpressionsNameTheirs() {
    CountManyRequest request =
        CountManyRequest.newBuilder()
            .addExpressions(Expression.newBuilder().setExpression("everyone()"))
            .addExpressions(Expression.newBuilder().setExpression("contry == 'GB'"))
            .addExpressions(Expression.newBuilder().setPredicate(Predicate.getDefaultInstance()))
            .addExpressions(Expression.newBuilder().setExpression("age >"))
            .build();

    List<String> violations = Refused.by(() -> server.segments().countMany(request)).violations();

    assertThat(violations).hasSize(3);
    assertThat(violations.get(0)).startsWith("expressions[1].expression: 1:1: unknown attribute");
    assertThat(violations.get(1)).startsWith("expressions[2].predicate: ");
    assertThat(violations.get(2)).startsWith("expressions[3].expression: 1:");
  }

  @Test
  void moreThanAThousandExpressionsAreRefused() {
    CountManyRequest.Builder request = CountManyRequest.newBuilder();
    for (int i = 0; i < 1_001; i++) {
      request.addExpressions(Expression.newBuilder().setExpression("everyone()"));
    }

    Refused refused = Refused.by(() -> server.segments().countMany(request.build()));

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.description()).contains("1001");
  }

  @Test
  void noExpressionAtAllIsRefused() {
    assertThat(
            Refused.by(() -> server.segments().countMany(CountManyRequest.getDefaultInstance()))
                .code())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(
            Refused.by(() -> server.segments().overlap(OverlapRequest.getDefaultInstance())).code())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void overlapsNeedANameEach() {
    OverlapRequest request =
        OverlapRequest.newBuilder()
            .addExpressions(NamedExpression.newBuilder().setName("a").setExpression("everyone()"))
            .addExpressions(NamedExpression.newBuilder().setName("a").setExpression("nobody()"))
            .addExpressions(NamedExpression.newBuilder().setExpression("nobody()"))
            .build();

    assertThat(Refused.by(() -> server.segments().overlap(request)).violations())
        .containsExactly(
            "expressions[1].name: each needs a name of its own: name=a",
            "expressions[2].name: a name is missing");
  }

  @Test
  void theRegionsOfThirteenSegmentsAreRefused() {
    OverlapRequest.Builder request = OverlapRequest.newBuilder().setRegions(true);
    for (int i = 0; i < 13; i++) {
      request.addExpressions(
          NamedExpression.newBuilder().setName("s" + i).setExpression("everyone()"));
    }

    assertThat(Refused.by(() -> server.segments().overlap(request.build())).violations())
        .containsExactly("regions: the regions of at most 12 segments are told: expressions=13");
  }

  @Test
  void anInstantOutsideOfTimeIsAFaultOfAsOf() {
    CountRequest request =
        CountRequest.newBuilder()
            .setExpression("everyone()")
            .setAsOf(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
            .build();

    Refused refused = Refused.by(() -> server.segments().count(request));

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.violations())
        .singleElement()
        .satisfies(violation -> assertThat(violation).startsWith("as_of: "));
  }

  @Test
  void anUnknownWorkspaceIsNotFound() {
    Refused refused =
        Refused.by(() ->
            server
                .segments()
                .count(
                    CountRequest.newBuilder()
                        .setWorkspace("nowhere")
                        .setExpression("everyone()")
                        .build()));

    assertThat(refused.code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refused.reason()).isEqualTo("UNKNOWN_WORKSPACE");
    assertThat(refused.description()).contains("nowhere");
  }

  @Test
  void aTextOfDepthTenThousandIsRefusedByALimit() {
    Refused refused = count("!(age > 1 && ".repeat(10_000) + "age > 2" + ")".repeat(10_000));

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.description()).containsAnyOf("deep", "level", "limit");
  }

  @Test
  void aPredicateBeyondTheLevelsIsRefusedWithItsPath() {
    Predicate deep = everyone();
    for (int i = 0; i < 40; i++) {
      deep = Predicate.newBuilder().setNot(Predicate.Not.newBuilder().setTerm(deep)).build();
    }

    Refused refused = count(deep);

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.violations())
        .singleElement()
        .satisfies(
            violation -> assertThat(violation).startsWith("predicate.not.term.not").contains("32"));
  }

  @Test
  void aPredicateDeeperThanProtobufReadsIsRefusedAsTheCallersMistake() {
    ByteString nested = everyone().toByteString();
    for (int i = 0; i < 1_000; i++) {
      nested = nested(5, nested(1, nested));
    }
    ByteString request = nested(3, nested);

    Refused refused = Refused.by(() -> countOfBytes(request));

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.description()).contains("nest");
  }

  @Test
  void bytesThatAreNoMessageAreRefusedAsTheCallersMistake() {
    Refused refused =
        Refused.by(() -> countOfBytes(ByteString.copyFrom(new byte[] {(byte) 0xff, 0x01, 0x7f})));

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.description()).contains("cannot be read");
  }

  @Test
  void aMessageOfMoreThanFourMebibytesIsRefused() {
    Refused refused = count("country == '" + "x".repeat(4 << 20) + "'");

    assertThat(refused.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void moreFaultsThanTrailersHoldAreCounted() {
    String text =
        IntStream.range(0, 400)
            .mapToObj(i -> "has(unknown_attribute_" + i + ")")
            .collect(Collectors.joining(" || "));

    Refused refused = count(text);

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.violations()).hasSizeGreaterThan(20);
    assertThat(refused.violations().getLast()).contains("and more faults: more=");
  }

  @Test
  void otherScriptsInAnExpressionArriveWhole() {
    Refused refused = count("国 == 'GB'");

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.description()).isNotEmpty();
  }

  @Test
  void membersAndExplainAreRefusedLikeCounts() {
    Refused members =
        Refused.by(() ->
            server
                .segments()
                .members(MembersRequest.newBuilder().setExpression("contry == 'GB'").build())
                .hasNext());
    Refused explain =
        Refused.by(() ->
            server
                .segments()
                .explain(ExplainRequest.newBuilder().setExpression("contry == 'GB'").build()));

    assertThat(members).isEqualTo(count("contry == 'GB'"));
    assertThat(explain).isEqualTo(members);
  }

  @Test
  void afterEveryRefusalTheServerStillAnswers() {
    count("contry == 'GB'");

    assertThat(
            server
                .segments()
                .count(CountRequest.newBuilder().setExpression("everyone()").build())
                .getCount())
        .isEqualTo(12);
  }

  private static Refused count(String expression) {
    return Refused.by(
        () -> server.segments().count(CountRequest.newBuilder().setExpression(expression).build()));
  }

  private static Refused count(Predicate predicate) {
    return Refused.by(
        () -> server.segments().count(CountRequest.newBuilder().setPredicate(predicate).build()));
  }

  private static Predicate everyone() {
    return Predicate.newBuilder().setEveryone(Predicate.Everyone.getDefaultInstance()).build();
  }

  /// A length-delimited field.
  private static ByteString nested(int field, ByteString content) {
    try {
      ByteString.Output output = ByteString.newOutput();
      CodedOutputStream coded = CodedOutputStream.newInstance(output);
      coded.writeBytes(field, content);
      coded.flush();
      return output.toByteString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void countOfBytes(ByteString request) {
    MethodDescriptor<byte[], byte[]> method =
        SegmentServiceGrpc.getCountMethod().toBuilder(new Bytes(), new Bytes()).build();
    ClientCalls.blockingUnaryCall(
        server.channel(), method, CallOptions.DEFAULT, request.toByteArray());
  }

  /// Messages as they are.
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
