package io.lamella.engine.segment;

import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.api.StaticList;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.ingest.DefinitionChange;
import io.lamella.engine.ingest.JournalRecord;
import io.lamella.engine.ingest.Workspace;
import io.lamella.engine.ingest.Writer;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Predicate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/// What a workspace keeps under names. A change is checked against the snapshot that it changes, on
/// the writer's thread, so what is kept always holds together; it is acknowledged when it survives
/// a loss of power. Safe for use by many threads.
///
/// Every method that changes throws [EngineException] `INVALID_ARGUMENT` for names and sizes,
/// `READ_ONLY`, and `IMPORT_RUNNING` as settings do.
public final class Library {
  private final Writer writer;
  private final Limits limits;
  private final Clock clock;

  public Library(Writer writer, Limits limits, Clock clock) {
    this.writer = writer;
    this.limits = limits;
    this.clock = clock;
  }

  // ---- segments

  /// Keeps a segment, or a new version of one.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` with every fault, a cycle among them;
  ///   `ALREADY_EXISTS`, `UNKNOWN_NAME`, `VERSION_CONFLICT` against what the draft expects
  public SavedSegment putSegment(Workspace workspace, Draft draft, Expression expression) {
    DefinitionRules.check(draft);
    Reading reading = Reading.of(expression, limits);
    String name = draft.name();
    warm(workspace);
    writer.change(
        workspace,
        snapshot -> {
          Definitions now = snapshot.definitions();
          int version = Kept.segments(now).next(draft);
          References.cycle(name, reading.located().predicate(), now)
              .ifPresent(cycle -> {
                throw EngineException.invalidExpression(
                    List.of(
                        new Fault(
                            reading.located().locator().locate(cycle.part()),
                            "a segment cannot be made of itself: "
                                + String.join(" -> ", cycle.path()))));
              });
          var saved =
              new SavedSegment.Version(version, reading.text(), draft.remarks(), saved(draft));
          new DefinitionCheck(snapshot.catalog(), limits)
              .segment(name, reading.located(), now, now.with(name, saved));
          return new JournalRecord.Definition(
              workspace.name(), new DefinitionChange.PutSegment(name, saved));
        });
    return segment(workspace, name);
  }

  /// A segment.
  ///
  /// @throws EngineException `UNKNOWN_NAME` with what is near
  public SavedSegment segment(Workspace workspace, String name) {
    return read(workspace, now -> Kept.segments(now).named(name).saved());
  }

  /// Every segment by name.
  public List<SavedSegment> segments(Workspace workspace) {
    return read(workspace, now -> now.segments().values().stream().map(it -> it.saved()).toList());
  }

  /// What is made of a segment or a list, in words: `segment 'A'`, `partition 'B'`.
  ///
  /// @param named the predicate that names it
  public List<String> users(Workspace workspace, Predicate named) {
    return read(workspace, now -> References.users(named, now));
  }

  /// Keeps a segment no longer, nor its versions.
  ///
  /// @param expected its version in force; empty for any
  /// @throws EngineException `UNKNOWN_NAME`, `VERSION_CONFLICT`; `IN_USE` saying by whom
  public void deleteSegment(Workspace workspace, String name, OptionalInt expected) {
    warm(workspace);
    writer.change(
        workspace,
        snapshot -> {
          Definitions now = snapshot.definitions();
          Kept<Definitions.Segment> segments = Kept.segments(now);
          segments.checkVersion(name, expected);
          segments.checkUnused(name, References.users(new Predicate.InSegment(name), now));
          return drop(workspace, Definitions.Kind.SEGMENT, name);
        });
  }

  // ---- lists

  /// Who is to be in a list.
  ///
  /// @param members makes the ordinals from the snapshot that is changed, without those erased
  public record ListDraft(Draft draft, Function<Snapshot, FrozenMembers> members) {}

  /// Keeps a static list, or another in place of one.
  ///
  /// @throws EngineException `ALREADY_EXISTS`, `UNKNOWN_NAME`
  public StaticList.Counted putList(Workspace workspace, ListDraft list) {
    Draft draft = list.draft();
    DefinitionRules.check(draft);
    if (draft.expect() instanceof Draft.Present(OptionalInt version) && version.isPresent()) {
      throw EngineException.invalidArgument("expected_version", "a static list has no versions");
    }
    String name = draft.name();
    writer.change(
        workspace,
        snapshot -> {
          int _ = Kept.lists(snapshot.definitions()).next(draft);
          FrozenMembers members = list.members().apply(snapshot);
          return new JournalRecord.Definition(
              workspace.name(),
              new DefinitionChange.PutList(
                  new StaticList(name, draft.remarks(), saved(draft), members.origin()),
                  members.roaring()));
        });
    return list(workspace, name);
  }

  /// A static list.
  ///
  /// @throws EngineException `UNKNOWN_NAME` with what is near
  public StaticList.Counted list(Workspace workspace, String name) {
    return read(workspace, now -> counted(Kept.lists(now).named(name)));
  }

  /// Every static list by name.
  public List<StaticList.Counted> lists(Workspace workspace) {
    return read(workspace, now -> now.lists().values().stream().map(Library::counted).toList());
  }

  private static StaticList.Counted counted(Definitions.Members list) {
    return new StaticList.Counted(list.described(), list.members().count());
  }

  /// Keeps a static list no longer.
  ///
  /// @throws EngineException `UNKNOWN_NAME`; `IN_USE` saying by whom
  public void deleteList(Workspace workspace, String name) {
    warm(workspace);
    writer.change(
        workspace,
        snapshot -> {
          Definitions now = snapshot.definitions();
          Kept<Definitions.Members> lists = Kept.lists(now);
          lists.checkVersion(name, OptionalInt.empty());
          lists.checkUnused(name, References.users(new Predicate.InList(name), now));
          return drop(workspace, Definitions.Kind.LIST, name);
        });
  }

  // ---- partitions

  /// Keeps a partition, or a new version of one.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` with every fault of every stage;
  ///   `ALREADY_EXISTS`, `UNKNOWN_NAME`, `VERSION_CONFLICT` against what the draft expects
  public SavedPartition putPartition(
      Workspace workspace, Draft draft, List<Draft.StageDraft> stages) {
    DefinitionRules.check(draft);
    DefinitionRules.check(stages);
    List<Reading> readings = Reading.ofStages(stages, limits);
    String name = draft.name();
    writer.change(
        workspace,
        snapshot -> {
          Definitions now = snapshot.definitions();
          int version = Kept.partitions(now).next(draft);
          new DefinitionCheck(snapshot.catalog(), limits).stages(readings, now);
          List<SavedPartition.Stage> kept = new ArrayList<>();
          for (int i = 0; i < stages.size(); i++) {
            kept.add(new SavedPartition.Stage(stages.get(i).name(), readings.get(i).text()));
          }
          return new JournalRecord.Definition(
              workspace.name(),
              new DefinitionChange.PutPartition(
                  name, new SavedPartition.Version(version, kept, draft.remarks(), saved(draft))));
        });
    return partition(workspace, name);
  }

  /// A partition.
  ///
  /// @throws EngineException `UNKNOWN_NAME` with what is near
  public SavedPartition partition(Workspace workspace, String name) {
    return read(workspace, now -> Kept.partitions(now).named(name).saved());
  }

  /// Every partition by name.
  public List<SavedPartition> partitions(Workspace workspace) {
    return read(
        workspace, now -> now.partitions().values().stream().map(it -> it.saved()).toList());
  }

  /// Keeps a partition no longer, nor its versions.
  ///
  /// @param expected its version in force; empty for any
  /// @throws EngineException `UNKNOWN_NAME`, `VERSION_CONFLICT`
  public void deletePartition(Workspace workspace, String name, OptionalInt expected) {
    writer.change(
        workspace,
        snapshot -> {
          Kept.partitions(snapshot.definitions()).checkVersion(name, expected);
          return drop(workspace, Definitions.Kind.PARTITION, name);
        });
  }

  // ---- what they have in common

  private <T> T read(Workspace workspace, Function<Definitions, T> reader) {
    Snapshot snapshot = workspace.acquire();
    try {
      return reader.apply(snapshot.definitions());
    } finally {
      snapshot.release();
    }
  }

  /// Reads every saved text that was not read yet, so that the writer's thread need not.
  private void warm(Workspace workspace) {
    boolean _ =
        read(workspace, now -> References.users(new Predicate.InSegment(""), now).isEmpty());
  }

  private SavedSegment.Saved saved(Draft draft) {
    return new SavedSegment.Saved(draft.author(), Instant.ofEpochMilli(clock.millis()));
  }

  private static JournalRecord drop(Workspace workspace, Definitions.Kind kind, String name) {
    return new JournalRecord.Definition(workspace.name(), new DefinitionChange.Drop(kind, name));
  }
}
