package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.text.Expressions;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.server.mapping.PredicateMapping;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CountStagesRequest;
import io.lamella.v1.CountStagesResponse;
import io.lamella.v1.CountStagesResponse.StageCount;
import io.lamella.v1.CreatePartitionRequest;
import io.lamella.v1.CreateSegmentRequest;
import io.lamella.v1.DeletePartitionRequest;
import io.lamella.v1.DeleteSegmentRequest;
import io.lamella.v1.GetPartitionRequest;
import io.lamella.v1.GetPartitionResponse;
import io.lamella.v1.ListPartitionsRequest;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.PartitionDefinition;
import io.lamella.v1.PartitionVersion;
import io.lamella.v1.Stage;
import io.lamella.v1.StageMovesRequest;
import io.lamella.v1.StageMovesResponse;
import io.lamella.v1.UpdatePartitionRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: stages are kept, counted and compared over the wire; each customer is in one of them or in
/// none. Method: a dozen customers, each count beside that of the stage's own expression.
class PartitionDefinitionsTest {

  private static final Timestamp MARCH_10 = instant("2026-03-10T00:00:00Z");
  private static final Timestamp APRIL = instant("2026-04-01T00:00:00Z");

  private static final List<NamedExpression> LIFE =
      List.of(
          stage("active", "did('purchase').within(last('14d'))"),
          stage("lapsed", "did('purchase')"),
          stage("interested", "did('viewed')"));

  private final TestServer server = TestServer.start();

  @BeforeEach
  void load() {
    server.loadShop();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Timestamp instant(String text) {
    return Timestamp.newBuilder().setSeconds(Instant.parse(text).getEpochSecond()).build();
  }

  private static NamedExpression stage(String name, String expression) {
    return NamedExpression.newBuilder().setName(name).setExpression(expression).build();
  }

  private PartitionDefinition create(String name, List<NamedExpression> stages) {
    return server
        .definitions()
        .createPartition(
            CreatePartitionRequest.newBuilder().setName(name).addAllStages(stages).build())
        .getPartition();
  }

  private GetPartitionResponse get(String name) {
    return server
        .definitions()
        .getPartition(GetPartitionRequest.newBuilder().setName(name).build());
  }

  private CountStagesResponse countStages(String partition, Timestamp asOf) {
    return server
        .definitions()
        .countStages(CountStagesRequest.newBuilder().setPartition(partition).setAsOf(asOf).build());
  }

  private long count(String expression, Timestamp asOf) {
    return server
        .segments()
        .count(CountRequest.newBuilder().setExpression(expression).setAsOf(asOf).build())
        .getCount();
  }

  @Test
  void everybodyIsInOneStageOrInNone() {
    create("life", LIFE);

    CountStagesResponse counts = countStages("life", APRIL);

    List<StageCount> all = new ArrayList<>(counts.getStagesList());
    all.add(counts.getNone());
    assertThat(counts.getStagesList())
        .extracting(StageCount::getName)
        .containsExactly("active", "lapsed", "interested");
    assertThat(all)
        .allSatisfy(
            stage -> assertThat(stage.getCount()).isEqualTo(count(stage.getExpression(), APRIL)));
    assertThat(all.stream().mapToLong(StageCount::getCount).sum()).isEqualTo(12);
    assertThat(counts.getStagesList())
        .allSatisfy(stage -> assertThat(stage.getCount()).isPositive());
    assertThat(counts.getPopulation()).isEqualTo(12);
    assertThat(counts.getSnapshot()).isPositive();
    assertThat(counts.getAsOf()).isEqualTo(APRIL);
    assertThat(counts.getVersion()).isEqualTo(1);
  }

  @Test
  void movesAddUpToTheCountsAtBothInstants() {
    create("life", LIFE);
    CountStagesResponse before = countStages("life", MARCH_10);
    CountStagesResponse after = countStages("life", APRIL);

    StageMovesResponse moves =
        server
            .definitions()
            .stageMoves(
                StageMovesRequest.newBuilder()
                    .setPartition("life")
                    .setFrom(MARCH_10)
                    .setTo(APRIL)
                    .build());

    assertThat(moves.getLinesList())
        .extracting(StageMovesResponse.Line::getName)
        .containsExactly("active", "lapsed", "interested", "");
    for (int i = 0; i < 3; i++) {
      int column = i;
      assertThat(moves.getLines(i).getCountsList().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(before.getStages(i).getCount());
      assertThat(moves.getLinesList().stream().mapToLong(line -> line.getCounts(column)).sum())
          .isEqualTo(after.getStages(i).getCount());
    }
    assertThat(moves.getLines(0).getCounts(1)).as("active to lapsed").isPositive();
    assertThat(moves.getFrom()).isEqualTo(MARCH_10);
    assertThat(moves.getTo()).isEqualTo(APRIL);
    assertThat(moves.getPopulation()).isEqualTo(12);
    assertThat(moves.getNote())
        .isEqualTo(
            "behaviours are those of each instant, attributes and static lists those of now");
  }

  @Test
  void aPartitionHasVersions() {
    PartitionDefinition first = create("life", LIFE);
    PartitionDefinition second =
        server
            .definitions()
            .updatePartition(
                UpdatePartitionRequest.newBuilder()
                    .setName("life")
                    .addStages(stage("all", "everyone()"))
                    .setDescription("one stage")
                    .addTags("t")
                    .setAuthor("ada")
                    .setExpectedVersion(1)
                    .build())
            .getPartition();

    assertThat(first.getCurrent().getStagesList())
        .extracting(Stage::getName)
        .containsExactly("active", "lapsed", "interested");
    assertThat(second.getCurrent().getNumber()).isEqualTo(2);
    assertThat(get("life").getPartition()).isEqualTo(second);
    assertThat(get("life").getVersionsList())
        .extracting(PartitionVersion::getNumber)
        .containsExactly(2, 1);
    assertThat(countStages("life", APRIL).getVersion()).isEqualTo(2);
    assertThat(
            server
                .definitions()
                .listPartitions(ListPartitionsRequest.newBuilder().setTag("t").build())
                .getPartitionsList())
        .containsExactly(second);
    Refused conflict =
        Refused.by(() ->
            server
                .definitions()
                .updatePartition(
                    UpdatePartitionRequest.newBuilder()
                        .setName("life")
                        .addAllStages(LIFE)
                        .setExpectedVersion(1)
                        .build()));
    assertThat(conflict.code()).isEqualTo(Status.Code.ABORTED);
    assertThat(conflict.description())
        .isEqualTo(
            "somebody has changed the partition meanwhile: name=life, version=2, expected=1");
    var _ =
        server
            .definitions()
            .deletePartition(
                DeletePartitionRequest.newBuilder().setName("life").setExpectedVersion(2).build());
    assertThat(Refused.by(() -> countStages("life", APRIL)).description())
        .isEqualTo("unknown partition 'life'");
  }

  @Test
  void everyFaultIsToldWithItsStage() {
    var tree =
        PredicateMapping.write(Expressions.parse("segment('x')", Limits.DEFAULT).predicate());
    Refused refused =
        Refused.by(() ->
            create(
                "p",
                List.of(
                    stage("a", "agee > 1"),
                    NamedExpression.newBuilder().setName("b").setPredicate(tree).build())));
    Refused missing =
        Refused.by(() -> create("p", List.of(NamedExpression.newBuilder().setName("b").build())));
    Refused names =
        Refused.by(() -> create("p", List.of(stage("a", "age > 1"), stage("a", "age > 2"))));

    assertThat(refused.reason()).isEqualTo("INVALID_EXPRESSION");
    assertThat(refused.violations())
        .containsExactly(
            "stages[0].expression: 1:1: unknown attribute 'agee'; did you mean 'age'?",
            "stages[1].predicate.in_segment: unknown segment 'x'");
    assertThat(missing.violations())
        .containsExactly("stages[0].expression: an expression or a predicate is missing");
    assertThat(names.violations())
        .containsExactly("stages[1].name: each stage needs a name of its own");
    assertThat(Refused.by(() -> create("p", List.of())).violations())
        .containsExactly("stages: a partition has 1 to 50 stages: stages=0");
  }

  @Test
  void aStageHoldsItsSegmentsFast() {
    var _ =
        server
            .definitions()
            .createSegment(
                CreateSegmentRequest.newBuilder().setName("S").setExpression("age > 20").build());
    create("life", List.of(stage("a", "segment('S')")));

    Refused used =
        Refused.by(() ->
            server
                .definitions()
                .deleteSegment(DeleteSegmentRequest.newBuilder().setName("S").build()));

    assertThat(used.description()).isEqualTo("the segment is in use: name=S, by partition 'life'");
    assertThat(countStages("life", APRIL).getStages(0).getCount())
        .isEqualTo(count("age > 20", APRIL));
    assertThat(Refused.by(() -> create("life", LIFE)).reason()).isEqualTo("ALREADY_EXISTS");
  }

  @Test
  void instantsAreChecked() {
    create("life", LIFE);
    StageMovesRequest.Builder request = StageMovesRequest.newBuilder().setPartition("life");

    assertThat(Refused.by(() -> moves(request)).violations())
        .containsExactly("from: the earlier instant is missing");
    assertThat(Refused.by(() -> moves(request.setFrom(APRIL).setTo(MARCH_10))).violations())
        .containsExactly(
            "to: moves go from an instant to a later one: from=2026-04-01T00:00:00Z,"
                + " to=2026-03-10T00:00:00Z");
    assertThat(
            Refused.by(() -> countStages("life", Timestamp.newBuilder().setNanos(-1).build()))
                .violations()
                .getFirst())
        .startsWith("as_of: as_of is not an instant");
    assertThat(moves(request.clearTo()).getTo().getSeconds())
        .as("now")
        .isGreaterThan(APRIL.getSeconds());
  }

  private StageMovesResponse moves(StageMovesRequest.Builder request) {
    return server.definitions().stageMoves(request.build());
  }
}
