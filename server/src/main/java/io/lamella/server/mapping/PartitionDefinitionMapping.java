package io.lamella.server.mapping;

import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.api.SavedSegment;
import io.lamella.v1.CreatePartitionRequest;
import io.lamella.v1.DeletePartitionRequest;
import io.lamella.v1.GetPartitionRequest;
import io.lamella.v1.GetPartitionResponse;
import io.lamella.v1.ListPartitionsRequest;
import io.lamella.v1.ListPartitionsResponse;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.PartitionDefinition;
import io.lamella.v1.PartitionVersion;
import io.lamella.v1.Stage;
import io.lamella.v1.UpdatePartitionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Partitions, both ways.
public final class PartitionDefinitionMapping {

  private PartitionDefinitionMapping() {}

  /// What is to be kept.
  public static Draft draft(CreatePartitionRequest m) {
    return new Draft(
        m.getName(),
        new SavedSegment.Remarks(m.getDescription(), m.getTagsList()),
        m.getAuthor(),
        new Draft.Absent());
  }

  /// What is to be kept.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` if no version is expected
  public static Draft draft(UpdatePartitionRequest m) {
    return new Draft(
        m.getName(),
        new SavedSegment.Remarks(m.getDescription(), m.getTagsList()),
        m.getAuthor(),
        DefinitionVersions.changed(m.getExpectedVersion()));
  }

  /// The stages that are to be kept.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` with every fault of every tree
  public static List<Draft.StageDraft> stages(List<NamedExpression> given) {
    List<Draft.StageDraft> stages = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      NamedExpression stage = given.get(i);
      try {
        stages.add(
            new Draft.StageDraft(
                stage.getName(), SegmentForm.of(stage, "stages[" + i + "]").expression()));
      } catch (EngineException e) {
        faults.addAll(e.faults());
      }
    }
    if (!faults.isEmpty()) {
      throw EngineException.invalidExpression(faults);
    }
    return stages;
  }

  /// The version that whoever deletes expects.
  ///
  /// @throws EngineException `INVALID_ARGUMENT`
  public static OptionalInt expected(DeletePartitionRequest m) {
    return DefinitionVersions.deleted(m.getExpectedVersion());
  }

  /// A partition.
  public static PartitionDefinition partition(SavedPartition partition) {
    return PartitionDefinition.newBuilder()
        .setName(partition.name())
        .setCurrent(version(partition.current()))
        .build();
  }

  /// A partition with its versions.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for a limit or number that is none
  public static GetPartitionResponse withVersions(GetPartitionRequest m, SavedPartition partition) {
    return GetPartitionResponse.newBuilder()
        .setPartition(partition(partition))
        .addAllVersions(
            DefinitionVersions.shown(
                partition.versions(),
                m.getBeforeVersion(),
                m.getLimit(),
                PartitionDefinitionMapping::version))
        .build();
  }

  /// A page.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for a limit that is none
  public static ListPartitionsResponse page(ListPartitionsRequest m, List<SavedPartition> all) {
    var asked = new DefinitionPage.Asked(m.getTag(), m.getContaining(), m.getAfter(), m.getLimit());
    DefinitionPage<PartitionDefinition> page = DefinitionPage.of(asked, all, new Look());
    return ListPartitionsResponse.newBuilder()
        .addAllPartitions(page.messages())
        .setNextAfter(page.nextAfter())
        .setTotal(page.total())
        .build();
  }

  private static PartitionVersion version(SavedPartition.Version version) {
    PartitionVersion.Builder message =
        PartitionVersion.newBuilder()
            .setNumber(version.number())
            .setDescription(version.remarks().description())
            .addAllTags(version.remarks().tags())
            .setAuthor(version.saved().author())
            .setSavedAt(Instants.message(version.saved().at()));
    for (SavedPartition.Stage stage : version.stages()) {
      message.addStages(Stage.newBuilder().setName(stage.name()).setExpression(stage.expression()));
    }
    return message.build();
  }

  private record Look() implements DefinitionPage.Look<SavedPartition, PartitionDefinition> {
    @Override
    public String name(SavedPartition partition) {
      return partition.name();
    }

    @Override
    public SavedSegment.Remarks remarks(SavedPartition partition) {
      return partition.current().remarks();
    }

    @Override
    public PartitionDefinition message(SavedPartition partition) {
      return partition(partition);
    }
  }
}
