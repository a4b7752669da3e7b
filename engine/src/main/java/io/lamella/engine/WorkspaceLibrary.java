package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.PreparedStages;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.api.SegmentMemberships;
import io.lamella.engine.api.StaticList;
import io.lamella.engine.index.MemberList;
import io.lamella.engine.ingest.Freezing;
import io.lamella.engine.ingest.Workspace;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import io.lamella.engine.segment.FrozenMembers;
import io.lamella.engine.segment.Library;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/// What one workspace keeps under names: saved segments, static lists, partitions. A change is
/// acknowledged when it survives a loss of power and every later question sees it. Safe for use by
/// many threads.
///
/// Changes throw [EngineException] `INVALID_ARGUMENT` for names and sizes, `READ_ONLY`, and
/// `IMPORT_RUNNING` while an import runs; what looks something up throws `UNKNOWN_NAME`.
public final class WorkspaceLibrary {
  private final Workspace workspace;
  private final Library library;
  private final Preparer preparer;
  private final StagePreparer stages;
  private final SegmentsOfCustomers segmentsOfCustomers;

  WorkspaceLibrary(
      Workspace workspace,
      Library library,
      Preparer preparer,
      StagePreparer stages,
      SegmentsOfCustomers segmentsOfCustomers) {
    this.workspace = workspace;
    this.library = library;
    this.preparer = preparer;
    this.stages = stages;
    this.segmentsOfCustomers = segmentsOfCustomers;
  }

  /// Keeps a segment, or a new version of one.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` with every fault, a cycle among them;
  ///   `ALREADY_EXISTS`, `UNKNOWN_NAME`, `VERSION_CONFLICT` against what the draft expects
  public SavedSegment putSegment(Draft draft, Expression expression) {
    return library.putSegment(workspace, draft, expression);
  }

  /// A segment with all its versions.
  public SavedSegment segment(String name) {
    return library.segment(workspace, name);
  }

  /// Every segment by name.
  public List<SavedSegment> segments() {
    return library.segments(workspace);
  }

  /// What is made of a segment and keeps it from being deleted: `segment 'A'`, `partition 'B'`.
  public List<String> segmentUsers(String name) {
    return library.users(workspace, new Predicate.InSegment(name));
  }

  /// Keeps a segment no longer, nor its versions.
  ///
  /// @param expected its version in force; empty for any
  /// @throws EngineException `VERSION_CONFLICT`; `IN_USE` saying by whom
  public void deleteSegment(String name, OptionalInt expected) {
    library.deleteSegment(workspace, name, expected);
  }

  /// Which of the segments some customers are in. A ranking in a segment is a matter of the whole
  /// population, and takes as long as counting it.
  ///
  /// @param customerIds 1 to [SegmentMemberships#MAX_CUSTOMERS]; an id that nobody has is told to
  ///   be just that
  /// @param asOf the *now* of the segments' windows; empty for the clock. Cut to the millisecond
  /// @throws EngineException `INVALID_ARGUMENT` with every fault; `DEADLINE_PASSED`, `CANCELLED`
  public SegmentMemberships segmentsOf(
      List<String> customerIds, Optional<Instant> asOf, Deadline deadline) {
    return segmentsOfCustomers.of(workspace, customerIds, asOf, deadline);
  }

  /// Freezes who satisfies an expression now, under a name.
  ///
  /// @param asOf the *now* of its windows; empty for the clock
  /// @throws EngineException `INVALID_EXPRESSION`; `ALREADY_EXISTS`; `DEADLINE_PASSED`, `CANCELLED`
  public StaticList.Counted putList(
      Draft draft, Expression expression, Optional<Instant> asOf, Deadline deadline) {
    var question = new Question(workspace.name(), List.of(expression), asOf);
    Preparer.Frozen frozen = preparer.freeze(workspace, question, deadline);
    MemberList members = frozen.members();
    try {
      var origin =
          new StaticList.OfQuery(
              text(expression), frozen.snapshot(), frozen.asOf(), members.count());
      return library.putList(
          workspace,
          new Library.ListDraft(
              draft,
              snapshot ->
                  new FrozenMembers(origin, Freezing.living(workspace, members, snapshot))));
    } finally {
      members.release();
    }
  }

  private static String text(Expression expression) {
    return switch (expression) {
      case Expression.OfText(String text) -> text;
      case Expression.OfPredicate(Located located) -> Expressions.print(located.predicate());
    };
  }

  /// Puts the customers who have these ids into a list. Ids that nobody has are counted and not
  /// kept: who gets such an id later is not in the list.
  ///
  /// @throws EngineException `ALREADY_EXISTS`
  public StaticList.Counted putList(Draft draft, Collection<String> ids) {
    var different = new TreeSet<>(ids);
    if (different.contains("")) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT,
          "ids: a customer id is empty",
          List.of(new Fault("ids", "a customer id is empty")));
    }
    return library.putList(
        workspace,
        new Library.ListDraft(
            draft,
            snapshot -> {
              Freezing.Frozen frozen = Freezing.ofIds(workspace, different);
              return new FrozenMembers(
                  new StaticList.OfIds(different.size(), different.size() - frozen.known()),
                  frozen.roaring());
            }));
  }

  /// A static list.
  public StaticList.Counted list(String name) {
    return library.list(workspace, name);
  }

  /// Every static list by name.
  public List<StaticList.Counted> lists() {
    return library.lists(workspace);
  }

  /// What is made of a static list and keeps it from being deleted.
  public List<String> listUsers(String name) {
    return library.users(workspace, new Predicate.InList(name));
  }

  /// Keeps a static list no longer.
  ///
  /// @throws EngineException `IN_USE` saying by whom
  public void deleteList(String name) {
    library.deleteList(workspace, name);
  }

  /// Keeps a partition, or a new version of one.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` with every fault of every stage;
  ///   `ALREADY_EXISTS`, `UNKNOWN_NAME`, `VERSION_CONFLICT` against what the draft expects
  public SavedPartition putPartition(Draft draft, List<Draft.StageDraft> of) {
    return library.putPartition(workspace, draft, of);
  }

  /// A partition with all its versions.
  public SavedPartition partition(String name) {
    return library.partition(workspace, name);
  }

  /// Every partition by name.
  public List<SavedPartition> partitions() {
    return library.partitions(workspace);
  }

  /// Keeps a partition no longer, nor its versions.
  ///
  /// @param expected its version in force; empty for any
  /// @throws EngineException `VERSION_CONFLICT`
  public void deletePartition(String name, OptionalInt expected) {
    library.deletePartition(workspace, name, expected);
  }

  /// Prepares to count the stages of a partition at an instant. The caller closes it.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` if what a stage names is there no longer
  public PreparedStages stages(String partition, Instant asOf) {
    return stages.prepare(workspace, partition, List.of(asOf));
  }

  /// Prepares to count who went from which stage to which between two instants, by behaviours as
  /// they were at each and by attributes as they are now. The caller closes it.
  ///
  /// @throws EngineException `INVALID_EXPRESSION`; `INVALID_ARGUMENT` if the second is not later
  public PreparedStages moves(String partition, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw EngineException.invalidArgument(
          "to", "moves go from an instant to a later one: from=" + from + ", to=" + to);
    }
    return stages.prepare(workspace, partition, List.of(from, to));
  }
}
