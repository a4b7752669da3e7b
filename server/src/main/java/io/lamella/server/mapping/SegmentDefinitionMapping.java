package io.lamella.server.mapping;

import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.SavedSegment;
import io.lamella.v1.CreateSegmentRequest;
import io.lamella.v1.DeleteSegmentRequest;
import io.lamella.v1.GetSegmentRequest;
import io.lamella.v1.GetSegmentResponse;
import io.lamella.v1.ListSegmentsRequest;
import io.lamella.v1.ListSegmentsResponse;
import io.lamella.v1.SegmentDefinition;
import io.lamella.v1.SegmentVersion;
import io.lamella.v1.UpdateSegmentRequest;
import java.util.List;
import java.util.OptionalInt;

/// Saved segments, both ways.
public final class SegmentDefinitionMapping {

  private SegmentDefinitionMapping() {}

  /// What is to be kept.
  public static Draft draft(CreateSegmentRequest m) {
    return new Draft(
        m.getName(),
        new SavedSegment.Remarks(m.getDescription(), m.getTagsList()),
        m.getAuthor(),
        new Draft.Absent());
  }

  /// What is to be kept.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` if no version is expected
  public static Draft draft(UpdateSegmentRequest m) {
    return new Draft(
        m.getName(),
        new SavedSegment.Remarks(m.getDescription(), m.getTagsList()),
        m.getAuthor(),
        DefinitionVersions.changed(m.getExpectedVersion()));
  }

  /// Who is to be in it.
  public static SegmentForm form(CreateSegmentRequest m) {
    return switch (m.getSegmentCase()) {
      case EXPRESSION -> new SegmentForm.OfText("expression", m.getExpression());
      case PREDICATE -> new SegmentForm.OfPredicate("predicate", m.getPredicate());
      case SEGMENT_NOT_SET -> new SegmentForm.Missing("expression");
    };
  }

  /// Who is to be in it.
  public static SegmentForm form(UpdateSegmentRequest m) {
    return switch (m.getSegmentCase()) {
      case EXPRESSION -> new SegmentForm.OfText("expression", m.getExpression());
      case PREDICATE -> new SegmentForm.OfPredicate("predicate", m.getPredicate());
      case SEGMENT_NOT_SET -> new SegmentForm.Missing("expression");
    };
  }

  /// The version that whoever deletes expects.
  ///
  /// @throws EngineException `INVALID_ARGUMENT`
  public static OptionalInt expected(DeleteSegmentRequest m) {
    return DefinitionVersions.deleted(m.getExpectedVersion());
  }

  /// A segment.
  public static SegmentDefinition segment(SavedSegment segment) {
    return SegmentDefinition.newBuilder()
        .setName(segment.name())
        .setCurrent(version(segment.current()))
        .build();
  }

  /// A segment with its versions.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for a limit or number that is none
  public static GetSegmentResponse withVersions(
      GetSegmentRequest m, SavedSegment segment, List<String> users) {
    return GetSegmentResponse.newBuilder()
        .setSegment(segment(segment))
        .addAllVersions(
            DefinitionVersions.shown(
                segment.versions(),
                m.getBeforeVersion(),
                m.getLimit(),
                SegmentDefinitionMapping::version))
        .addAllUsedBy(users)
        .build();
  }

  /// A page.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for a limit that is none
  public static ListSegmentsResponse page(ListSegmentsRequest m, List<SavedSegment> all) {
    var asked = new DefinitionPage.Asked(m.getTag(), m.getContaining(), m.getAfter(), m.getLimit());
    DefinitionPage<SegmentDefinition> page = DefinitionPage.of(asked, all, new Look());
    return ListSegmentsResponse.newBuilder()
        .addAllSegments(page.messages())
        .setNextAfter(page.nextAfter())
        .setTotal(page.total())
        .build();
  }

  private static SegmentVersion version(SavedSegment.Version version) {
    return SegmentVersion.newBuilder()
        .setNumber(version.number())
        .setExpression(version.expression())
        .setDescription(version.remarks().description())
        .addAllTags(version.remarks().tags())
        .setAuthor(version.saved().author())
        .setSavedAt(Instants.message(version.saved().at()))
        .build();
  }

  private record Look() implements DefinitionPage.Look<SavedSegment, SegmentDefinition> {
    @Override
    public String name(SavedSegment segment) {
      return segment.name();
    }

    @Override
    public SavedSegment.Remarks remarks(SavedSegment segment) {
      return segment.current().remarks();
    }

    @Override
    public SegmentDefinition message(SavedSegment segment) {
      return segment(segment);
    }
  }
}
