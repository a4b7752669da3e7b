package io.lamella.server.mapping;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.PreparedStages;
import io.lamella.engine.api.SavedPartition;
import io.lamella.v1.CountStagesRequest;
import io.lamella.v1.CountStagesResponse;
import io.lamella.v1.CountStagesResponse.StageCount;
import io.lamella.v1.StageMovesRequest;
import io.lamella.v1.StageMovesResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Counts of stages and moves between them, both ways.
public final class StageMapping {
  private static final String NOTE =
      "behaviours are those of each instant, attributes and static lists those of now";

  private StageMapping() {}

  /// The instant that is asked of.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for one that is none
  public static Instant asOf(CountStagesRequest m) {
    return m.hasAsOf() ? Instants.read("as_of", m.getAsOf()) : Instant.now();
  }

  /// The earlier instant.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for one that is none, or none at all
  public static Instant from(StageMovesRequest m) {
    if (!m.hasFrom()) {
      throw EngineException.invalidArgument("from", "the earlier instant is missing");
    }
    return Instants.read("from", m.getFrom());
  }

  /// The later instant.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for one that is none
  public static Instant to(StageMovesRequest m) {
    return m.hasTo() ? Instants.read("to", m.getTo()) : Instant.now();
  }

  /// How many are in each stage.
  ///
  /// @param counts on the diagonal
  public static CountStagesResponse counts(PreparedStages prepared, long[][] counts) {
    SavedPartition.Version version = prepared.partition().current();
    CountStagesResponse.Builder answer =
        CountStagesResponse.newBuilder()
            .setPopulation(prepared.population())
            .setSnapshot(prepared.snapshot())
            .setAsOf(Instants.message(prepared.instants().getFirst()))
            .addAllWarnings(SegmentMapping.warnings(prepared.warnings()))
            .setVersion(version.number());
    List<SavedPartition.Stage> stages = version.stages();
    for (int i = 0; i < stages.size(); i++) {
      answer.addStages(count(stages.get(i).name(), counts[i][i], prepared.expressions().get(i)));
    }
    int none = stages.size();
    return answer.setNone(count("", counts[none][none], prepared.expressions().get(none))).build();
  }

  private static StageCount count(String name, long count, String expression) {
    return StageCount.newBuilder().setName(name).setCount(count).setExpression(expression).build();
  }

  /// How many went from each stage to each.
  ///
  /// @param counts a line for each stage and one for none, as many counts in each
  public static StageMovesResponse moves(PreparedStages prepared, long[][] counts) {
    SavedPartition.Version version = prepared.partition().current();
    StageMovesResponse.Builder answer =
        StageMovesResponse.newBuilder()
            .setPopulation(prepared.population())
            .setSnapshot(prepared.snapshot())
            .setFrom(Instants.message(prepared.instants().getFirst()))
            .setTo(Instants.message(prepared.instants().getLast()))
            .addAllWarnings(SegmentMapping.warnings(prepared.warnings()))
            .setVersion(version.number())
            .setNote(NOTE);
    List<SavedPartition.Stage> stages = version.stages();
    for (int i = 0; i < counts.length; i++) {
      answer
          .addLinesBuilder()
          .setName(i < stages.size() ? stages.get(i).name() : "")
          .addAllCounts(Arrays.stream(counts[i]).boxed().toList());
    }
    return answer.build();
  }
}
