package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.PreparedStages;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.api.StaticList;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.store.FaultDisk;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Goal: what is kept under names is there after a restart as it was, and who is erased leaves
/// every list for good. Method: an engine on a disk in memory, opened again from the journal, from
/// a checkpoint and from both.
class KeptNamesTest {
  private static final String WORKSPACE = Question.DEFAULT_WORKSPACE;
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final FaultDisk disk = new FaultDisk(1);

  @Test
  void everythingOutlivesARestartFromTheJournal() throws IOException {
    everything(false, false);
  }

  @Test
  void everythingOutlivesARestartFromACheckpoint() throws IOException {
    everything(true, true);
  }

  @Test
  void everythingOutlivesARestartFromACheckpointAndTheJournal() throws IOException {
    everything(true, false);
  }

  private void everything(boolean before, boolean after) throws IOException {
    List<SavedSegment> segments;
    List<StaticList.Counted> lists;
    List<SavedPartition> partitions;
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      WorkspaceLibrary library = engine.library(WORKSPACE);
      library.putSegment(
          Draft.of("young").with("less than four", List.of("age")).by("ada"),
          Expression.of("age < 4"));
      library.putSegment(Draft.of("gone"), Expression.of("age < 4"));
      library.putPartition(Draft.of("lost"), stages());
      freeze(engine, "lost list", "everyone()");
      if (before) {
        engine.checkpoint(false).join();
      }
      library.putSegment(
          Draft.of("young").by("bob").replacing(1), Expression.of("age < 3 // children"));
      library.putPartition(Draft.of("life"), stages());
      library.putList(Draft.of("ids").by("eve"), List.of("c1", "c2", "c2", "nobody"));
      freeze(engine, "frozen", "segment('young')");
      library.deleteSegment("gone", OptionalInt.empty());
      library.deletePartition("lost", OptionalInt.of(1));
      library.deleteList("lost list");
      if (after) {
        engine.checkpoint(true).join();
        engine.checkpoint(false).join();
      }
      segments = library.segments();
      lists = library.lists();
      partitions = library.partitions();
      assertThat(segments).singleElement().satisfies(it -> assertThat(it.versions()).hasSize(2));
      assertThat(lists).hasSize(2);
      assertThat(partitions).hasSize(1);
      check(engine);
    }
    for (int restart = 0; restart < 2; restart++) {
      try (Engine engine = LiveModel.open(disk)) {
        WorkspaceLibrary library = engine.library(WORKSPACE);
        assertThat(library.segments()).isEqualTo(segments);
        assertThat(library.lists()).isEqualTo(lists);
        assertThat(library.partitions()).isEqualTo(partitions);
        check(engine);
        engine.checkpoint(false).join();
      }
    }
    assertThat(io.lamella.engine.store.DataDirectory.verify(disk)).isNotEmpty();
  }

  private static void check(Engine engine) {
    assertThat(engine.count("segment('young')")).isEqualTo(3);
    assertThat(engine.count("list('frozen')")).isEqualTo(3);
    assertThat(engine.count("list('ids') && !list('frozen')")).isZero();
    assertThat(engine.count("list('ids')")).isEqualTo(2);
  }

  @Test
  void aFrozenListStaysAsItWas() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      StaticList.Counted list = freeze(engine, "young", "age < 4");
      assertThat(list.count()).isEqualTo(4);
      assertThat(list.list().origin())
          .isEqualTo(
              new StaticList.OfQuery("age < 4", engine.size(WORKSPACE).snapshot() - 1, NOW, 4));

      engine.write(WORKSPACE, List.of(customer("c1", 50), customer("new", 1))).join();
      assertThat(engine.count("age < 4")).isEqualTo(4);
      assertThat(engine.count("list('young')")).isEqualTo(4);
      assertThat(engine.count("list('young') && age == 50")).isEqualTo(1);

      engine
          .library(WORKSPACE)
          .putList(
              Draft.of("young").replacing(),
              Expression.of("age < 2"),
              Optional.of(NOW),
              Deadline.none());
      assertThat(engine.count("list('young')")).isEqualTo(2);
    }
  }

  @Test
  void unknownIdsAreCountedAndNotKept() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      StaticList.Counted list =
          engine.library(WORKSPACE).putList(Draft.of("l"), List.of("c1", "x", "y", "c1"));
      assertThat(list.count()).isEqualTo(1);
      assertThat(list.list().origin()).isEqualTo(new StaticList.OfIds(3, 2));

      engine.write(WORKSPACE, List.of(customer("x", 5))).join();
      assertThat(engine.count("list('l')")).isEqualTo(1);

      engine.library(WORKSPACE).putList(Draft.of("empty"), List.of("y"));
      assertThat(engine.count("list('empty')")).isZero();
      assertThat(engine.count("!list('empty')")).isEqualTo(11);
      engine.checkpoint(true).join();
    }
    try (Engine engine = LiveModel.open(disk)) {
      assertThat(engine.count("list('empty') || list('l')")).isEqualTo(1);
    }
  }

  @Test
  void whoIsErasedLeavesEveryListForGood() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      WorkspaceLibrary library = engine.library(WORKSPACE);
      freeze(engine, "young", "age < 4");
      library.putList(Draft.of("ids"), List.of("c1", "c8"));
      engine.checkpoint(false).join();

      engine.write(WORKSPACE, List.of(new Write.Erase("c1"))).join();
      assertThat(library.list("young").count()).isEqualTo(3);
      assertThat(library.list("ids").count()).isEqualTo(1);
      assertThat(engine.count("list('young')")).isEqualTo(3);
      assertThat(engine.count("!list('young')")).isEqualTo(6);

      // The same id is somebody else.
      engine.write(WORKSPACE, List.of(customer("c1", 1))).join();
      assertThat(engine.count("list('ids')")).isEqualTo(1);
    }
    try (Engine engine = LiveModel.open(disk)) {
      assertThat(engine.count("list('young')")).isEqualTo(3);
      engine.checkpoint(true).join();
      assertThat(engine.count("list('ids') || list('young')")).isEqualTo(4);
    }
    try (Engine engine = LiveModel.open(disk)) {
      assertThat(engine.count("list('young')")).isEqualTo(3);
      assertThat(engine.library(WORKSPACE).list("ids").count()).isEqualTo(1);
    }
  }

  @Test
  void aListInUseIsNotDeleted() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      WorkspaceLibrary library = engine.library(WORKSPACE);
      library.putList(Draft.of("l"), List.of("c1"));
      library.putSegment(Draft.of("S"), Expression.of("age > 1 && !list('l')"));
      refused(
          Code.IN_USE, "the list is in use: name=l, by segment 'S'", () -> library.deleteList("l"));
      refused(
          Code.ALREADY_EXISTS,
          "there is a list of this name: name=l",
          () -> library.putList(Draft.of("l"), List.of("c1")));
      refused(Code.UNKNOWN_NAME, "unknown list 'k'", () -> library.deleteList("k"));
      refused(
          Code.INVALID_ARGUMENT,
          "a customer id is empty",
          () -> library.putList(Draft.of("k"), List.of("")));
      refused(
          Code.INVALID_EXPRESSION,
          "1:1: unknown attribute 'agee'; did you mean 'age'?",
          () -> freeze(engine, "k", "agee > 1"));
    }
  }

  @Test
  void anImportLosesNothing() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      WorkspaceLibrary library = engine.library(WORKSPACE);
      library.putSegment(Draft.of("young"), Expression.of("age < 4"));
      library.putList(Draft.of("l"), List.of("c1", "c2"));
      try (ImportSession session =
          engine.startImport(WORKSPACE, ImportSession.Strictness.LENIENT)) {
        session.commit();
      }
      assertThat(engine.count("segment('young') && list('l')")).isEqualTo(2);
      assertThat(library.lists()).hasSize(1);
    }
    try (Engine engine = LiveModel.open(disk)) {
      assertThat(engine.count("segment('young') && list('l')")).isEqualTo(2);
    }
  }

  @Test
  void stagesAddUpToThePopulation() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      WorkspaceLibrary library = engine.library(WORKSPACE);
      library.putSegment(Draft.of("young"), Expression.of("age < 4"));
      library.putPartition(Draft.of("life"), stages());
      engine.write(WORKSPACE, List.of(new Write.Erase("c9"))).join();
      try (PreparedStages stages = library.stages("life", NOW)) {
        long[][] counts = stages.counts(Deadline.none());
        assertThat(counts).isDeepEqualTo(new long[][] {{4, 0, 0}, {0, 2, 0}, {0, 0, 3}});
        assertThat(stages.expressions())
            .containsExactly(
                "segment('young')",
                "age < 6 && !segment('young')",
                "!(segment('young') || age < 6)");
        long[] each = new long[3];
        for (int i = 0; i < 3; i++) {
          each[i] = engine.count(stages.expressions().get(i));
        }
        assertThat(each).containsExactly(4, 2, 3);
      }
    }
  }

  @Test
  void movesGoFromStageToStage() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      List<Write> events = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        events.add(
            new Write.Event("c" + i, "purchase", NOW.minusSeconds(86_400L * i), "", Map.of()));
      }
      engine.write(WORKSPACE, events).join();
      WorkspaceLibrary library = engine.library(WORKSPACE);
      library.putPartition(
          Draft.of("life"),
          List.of(
              new Draft.StageDraft("active", Expression.of("did('purchase').within(last('36h'))")),
              new Draft.StageDraft("lapsed", Expression.of("did('purchase')"))));
      // Two days before, c2 and c3 were active and c4 had lapsed; now c0 and c1 are active.
      try (PreparedStages moves =
          library.moves("life", NOW.minusSeconds(2 * 86_400 - 1), NOW.plusSeconds(1))) {
        assertThat(moves.counts(Deadline.none()))
            .isDeepEqualTo(new long[][] {{0, 2, 0}, {0, 1, 0}, {2, 0, 5}});
      }
      refused(
          Code.INVALID_ARGUMENT,
          "moves go from an instant to a later one",
          () -> library.moves("life", NOW, NOW));
      refused(
          Code.UNKNOWN_NAME,
          "unknown partition 'live'; did you mean 'life'?",
          () -> library.stages("live", NOW));
    }
  }

  @Test
  void rankingsStandInStagesAndFrozenLists() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      WorkspaceLibrary library = engine.library(WORKSPACE);
      library.putSegment(Draft.of("oldest"), Expression.of("top(20, age)"));
      library.putPartition(
          Draft.of("p"), List.of(new Draft.StageDraft("a", Expression.of("segment('oldest')"))));
      assertThat(freeze(engine, "l", "segment('oldest')").count()).isEqualTo(2);
      try (PreparedStages stages = library.stages("p", NOW)) {
        assertThat(stages.counts(Deadline.none())).isDeepEqualTo(new long[][] {{2, 0}, {0, 8}});
      }
    }
  }

  @Test
  void whatIsWrongInStagesIsToldWithThem() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      WorkspaceLibrary library = engine.library(WORKSPACE);
      refused(
          Code.INVALID_ARGUMENT,
          "stages: a partition has 1 to 50 stages: stages=0",
          () -> library.putPartition(Draft.of("p"), List.of()));
      refused(
          Code.INVALID_ARGUMENT,
          "stages[1].name: each stage needs a name of its own",
          () ->
              library.putPartition(
                  Draft.of("p"),
                  List.of(
                      new Draft.StageDraft("a", Expression.of("age > 1")),
                      new Draft.StageDraft("a", Expression.of("age > 1")))));
      refused(
          Code.INVALID_EXPRESSION,
          "stages[0].expression: 1:1: unknown attribute 'agee'; did you mean 'age'?\n"
              + "stages[1].expression: 1:1: unknown segment 'x'",
          () ->
              library.putPartition(
                  Draft.of("p"),
                  List.of(
                      new Draft.StageDraft("a", Expression.of("agee > 1")),
                      new Draft.StageDraft("b", Expression.of("segment('x')")))));
      Located tree = new Located(new Predicate.InSegment("x"), part -> "stages[0].predicate.name");
      refused(
          Code.INVALID_EXPRESSION,
          "stages[0].predicate.name: unknown segment 'x'",
          () ->
              library.putPartition(
                  Draft.of("p"),
                  List.of(new Draft.StageDraft("a", new Expression.OfPredicate(tree)))));
      library.putPartition(
          Draft.of("p"), List.of(new Draft.StageDraft("a", Expression.of("age > 1"))));
      library.putPartition(
          Draft.of("p").replacing(1), List.of(new Draft.StageDraft("b", Expression.of("age > 2"))));
      assertThat(library.partition("p").versions()).hasSize(2);
      refused(
          Code.VERSION_CONFLICT,
          "somebody has changed the partition meanwhile: name=p, version=2, expected=1",
          () -> library.deletePartition("p", OptionalInt.of(1)));
    }
  }

  private static List<Draft.StageDraft> stages() {
    return List.of(
        new Draft.StageDraft("first", Expression.of("segment('young')")),
        new Draft.StageDraft("second", Expression.of("age < 6")));
  }

  private static StaticList.Counted freeze(Engine engine, String name, String expression) {
    return engine
        .library(WORKSPACE)
        .putList(Draft.of(name), Expression.of(expression), Optional.of(NOW), Deadline.none());
  }

  private static void store(Engine engine) {
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      writes.add(customer("c" + i, i));
    }
    engine.write(WORKSPACE, writes).join();
  }

  private static Write customer(String id, int age) {
    return Write.Upsert.of(id, Map.of("age", new WriteValue.OfNumber(BigDecimal.valueOf(age))));
  }

  private static void refused(Code code, String message, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }
}
