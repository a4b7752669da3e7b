package io.lamella.engine.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.CatalogView.MemoryUse;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.oracle.Loading;
import io.lamella.engine.query.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Goal: a question sees exactly one snapshot from beginning to end, and a snapshot's memory lives
/// just as long as somebody needs it.
class SnapshotsTest {

  private static final long MEMORY_BYTES = 1L << 30;
  private static final String WORKSPACE = Question.DEFAULT_WORKSPACE;
  private static final int PART = 10_000;
  private static final Question EVERYONE = question("everyone()");
  private static final Question BUYERS =
      question("did('purchase').where(sku != 'sku1').sum(amount) > 10 && age > 20");

  private static Question question(String expression) {
    return new Question(WORKSPACE, List.of(Expression.of(expression)), Optional.of(Crowd.NOW));
  }

  @Test
  void snapshotNumbersRise() {
    try (Engine engine = open()) {
      long last = -1;
      for (int part = 0; part < 4; part++) {
        load(engine, part);
        long snapshot = engine.describe(WORKSPACE).snapshot();
        assertThat(snapshot).isGreaterThan(last);
        try (PreparedQuestion question = engine.prepare(EVERYONE)) {
          assertThat(question.snapshot()).isEqualTo(snapshot);
          assertThat(question.population()).isEqualTo((part + 1L) * PART);
          assertThat(question.counts(Deadline.none())[0]).isEqualTo((part + 1L) * PART);
        }
        last = snapshot;
      }
    }
  }

  @Test
  void anOpenQuestionGoesOnAnsweringFromItsOwnSnapshot() {
    try (Engine engine = open()) {
      load(engine, 0);
      try (PreparedQuestion question = engine.prepare(BUYERS)) {
        long count = question.counts(Deadline.none())[0];
        List<String> members = members(question);
        load(engine, 1);
        load(engine, 2);

        assertThat(question.counts(Deadline.none())[0]).isEqualTo(count).isPositive();
        assertThat(members(question)).isEqualTo(members);
        assertThat(question.population()).isEqualTo(PART);
        assertThat(engine.count(BUYERS)).isGreaterThan(count);
      }
    }
  }

  @Test
  void aSnapshotsMemoryIsFreedWithItsLastQuestion() {
    MemoryUse without;
    try (Engine engine = open()) {
      load(engine, 0);
      load(engine, 1);
      without = engine.describe(WORKSPACE).memory();
    }
    try (Engine engine = open()) {
      load(engine, 0);
      try (PreparedQuestion outer = engine.prepare(BUYERS)) {
        try (PreparedQuestion inner = engine.prepare(BUYERS)) {
          load(engine, 1);
          assertThat(inner.counts(Deadline.none())[0]).isPositive();
        }
        assertThat(indexBytes(engine.describe(WORKSPACE).memory()))
            .as("while the old snapshot is in use")
            .isGreaterThan(indexBytes(without));
        assertThat(outer.counts(Deadline.none())[0]).isPositive();
      }

      MemoryUse after = engine.describe(WORKSPACE).memory();
      assertThat(indexBytes(after)).isEqualTo(indexBytes(without));
      assertThat(after.stagingBytes()).isEqualTo(without.stagingBytes()).isZero();
    }
  }

  @Test
  void anAbandonedImportLeavesNoMemoryBehind() {
    try (Engine engine = open()) {
      load(engine, 0);
      MemoryUse before = engine.describe(WORKSPACE).memory();
      try (var session = engine.startImport(WORKSPACE, ImportSession.Strictness.LENIENT)) {
        int table = session.table(Crowd.events());
        for (int number = PART; number < 2 * PART; number++) {
          new Crowd(1).lines(number).events().forEach(line -> session.line(table, 2, line));
        }
      }

      MemoryUse after = engine.describe(WORKSPACE).memory();
      assertThat(indexBytes(after)).isEqualTo(indexBytes(before));
      assertThat(after.stagingBytes()).isEqualTo(before.stagingBytes());
    }
  }

  @Test
  void questionsAskedWhileImportsPublishAreEachAnsweredFromOneSnapshot() throws Exception {
    try (Engine engine = open()) {
      load(engine, 0);
      AtomicBoolean loaded = new AtomicBoolean();
      Thread importer =
          Thread.ofPlatform()
              .start(() -> {
                for (int part = 1; part < 5; part++) {
                  load(engine, part);
                }
                loaded.set(true);
              });
      long last = 0;
      int asked = 0;
      while (!loaded.get() || asked < 100) {
        asked++;
        try (PreparedQuestion question = engine.prepare(EVERYONE)) {
          assertThat(question.snapshot()).isGreaterThanOrEqualTo(last);
          last = question.snapshot();
          assertThat(question.population() % PART).isZero();
          assertThat(question.counts(Deadline.none())[0]).isEqualTo(question.population());
          assertThat(members(question)).hasSize((int) question.population());
        }
      }
      importer.join();
      assertThat(engine.count(EVERYONE)).isEqualTo(5L * PART);
    }
  }

  private static long indexBytes(MemoryUse memory) {
    return memory.attributeBytes() + memory.behaviourBytes();
  }

  private static List<String> members(PreparedQuestion question) {
    List<String> members = new ArrayList<>();
    question.members(Deadline.none()).forEachRemaining(members::addAll);
    members.sort(String::compareTo);
    return members;
  }

  private static Engine open() {
    return Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT));
  }

  private static void load(Engine engine, int part) {
    Loading.load(engine, WORKSPACE, new Crowd(1).tables(part * PART, (part + 1) * PART));
  }
}
