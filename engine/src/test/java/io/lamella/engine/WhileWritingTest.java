package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.store.FaultDisk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a question sees one snapshot, and each batch whole or not at all, while others write,
/// erase and merge and checkpoints are written. Method: every batch gives the same customers an
/// event of two behaviours and the same value of two attributes, and erases as many pairs; readers
/// compare what must then be equal, in every way a question can be asked.
class WhileWritingTest {
  private static final int BATCHES = 400;
  private static final int READERS = 3;
  private static final int CUSTOMERS = 5_000;
  private static final List<Expression> PAIRS =
      List.of(
          Expression.of("did('left')"),
          Expression.of("did('right')"),
          Expression.of("did('left').count() >= 2"),
          Expression.of("did('right').count() >= 2"),
          Expression.of("here == 'odd'"),
          Expression.of("there == 'odd'"),
          Expression.of("has(here)"),
          Expression.of("has(there)"));

  private volatile boolean writing = true;

  @ParameterizedTest(name = "erasing {0}")
  @ValueSource(booleans = {false, true})
  void aQuestionSeesOneSnapshotAndBatchesWhole(boolean erasing) throws Exception {
    try (Engine engine = LiveModel.open(new FaultDisk(1));
        ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      var random = new SplittableRandom(1);
      engine.write(Question.DEFAULT_WORKSPACE, batch(random, 0, erasing)).join();
      List<Future<Integer>> questions = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        questions.add(readers.submit(() -> read(engine, erasing)));
      }
      try {
        write(engine, random, erasing);
      } finally {
        writing = false;
      }
      for (Future<Integer> asked : questions) {
        assertThat(asked.get()).as("snapshots a reader saw").isGreaterThan(10);
      }
    }
  }

  private static void write(Engine engine, SplittableRandom random, boolean erasing)
      throws IOException {
    for (int number = 1; number <= BATCHES; number++) {
      CompletableFuture<?> result =
          engine.write(Question.DEFAULT_WORKSPACE, batch(random, number, erasing));
      if (number % 100 == 0) {
        engine.checkpoint(number % 200 == 0).join();
      }
      if (random.nextInt(4) == 0) {
        result.join();
      }
    }
  }

  /// The same for both of each pair.
  private static List<Write> batch(SplittableRandom random, int number, boolean erasing) {
    List<Write> batch = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String id = "customer-" + random.nextInt(CUSTOMERS);
      switch (random.nextInt(erasing ? 8 : 7) + (erasing ? 0 : 1)) {
        case 0 -> batch.add(new Write.Erase(id));
        case 1, 2 -> {
          WriteValue value = new WriteValue.OfText(number % 2 == 0 ? "even" : "odd");
          batch.add(Write.Upsert.of(id, Map.of("here", value)));
          batch.add(Write.Upsert.of(id, Map.of("there", value)));
        }
        default -> {
          batch.add(event(id, "left", number));
          batch.add(event(id, "right", number));
        }
      }
    }
    if (number == 0) {
      // Names every value, so that no question warns.
      batch.add(event("first", "left", 0));
      batch.add(event("first", "right", 0));
      batch.add(
          Write.Upsert.of(
              "first",
              Map.of("here", new WriteValue.OfText("odd"), "there", new WriteValue.OfText("odd"))));
    }
    return batch;
  }

  private static Write event(String id, String behaviour, int number) {
    Instant instant = PlainWorkspace.JANUARY.plus(Duration.ofDays(number % 5));
    return new Write.Event(id, behaviour, instant, "", Map.of());
  }

  /// @return how many different snapshots were seen
  private int read(Engine engine, boolean erasing) {
    Set<Long> snapshots = new HashSet<>();
    long last = 0;
    while (writing) {
      try (PreparedQuestion question = PlainWorkspace.prepare(engine, PAIRS)) {
        assertThat(question.snapshot()).as("snapshots go on").isGreaterThanOrEqualTo(last);
        last = question.snapshot();
        snapshots.add(last);
        compare(question, erasing);
      }
    }
    return snapshots.size();
  }

  private static void compare(PreparedQuestion question, boolean erasing) {
    String what = "snapshot=" + question.snapshot();
    long[] counts = question.counts(Deadline.none());
    Overlap overlap = question.overlap(Overlap.Extent.PAIRS, Deadline.none());
    for (int i = 0; i < counts.length; i++) {
      assertThat(overlap.count(i, i))
          .as("%s, expression %d with itself", what, i)
          .isEqualTo(counts[i]);
      // What is written in pairs is the same customers, not only as many.
      int other = i ^ 1;
      assertThat(counts[other]).as("%s, expression %d and its pair", what, i).isEqualTo(counts[i]);
      assertThat(overlap.count(i, other)).as("%s, overlap of %d", what, i).isEqualTo(counts[i]);
    }
    Set<String> members = new HashSet<>();
    long listed = 0;
    for (Iterator<List<String>> list = question.members(Deadline.none()); list.hasNext(); ) {
      List<String> some = list.next();
      listed += some.size();
      members.addAll(some);
    }
    assertThat(members).as("%s, each once", what).hasSize((int) listed);
    if (erasing) {
      // Who was erased since the snapshot is counted in it and not named any more.
      assertThat(listed).as("%s, members", what).isLessThanOrEqualTo(counts[0]);
    } else {
      assertThat(listed).as("%s, members", what).isEqualTo(counts[0]);
    }
    assertThat(question.counts(Deadline.none())).as("%s, asked again", what).isEqualTo(counts);
  }
}
