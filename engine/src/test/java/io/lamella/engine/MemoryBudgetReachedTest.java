package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.api.EngineHealth.State;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.store.FaultDisk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Goal: an engine without memory refuses writes whole, says why, and goes on answering; nothing
/// acknowledged is lost. Method: the same random batches under budgets from what an empty engine
/// takes up to what all of them take, in small steps, so that every kind of allocation is the one
/// that fails; compared with a plain model at each refusal and opened anew with more memory.
class MemoryBudgetReachedTest {
  private static final int STEPS = 100;
  private static final int BATCHES = 25;

  @Test
  void atEveryBudgetWhatIsAcknowledgedIsKeptAndAnswered() throws IOException {
    long empty;
    long full;
    FaultDisk disk = new FaultDisk(1);
    try (Engine engine = LiveModel.open(disk)) {
      empty = used(engine);
      run(engine, new LiveModel(), 1, "without a limit");
      full = used(engine);
    }
    int refused = 0;
    for (int step = 0; step < STEPS; step++) {
      long budget = empty + (full - empty) * step / STEPS;
      refused += refusedWith(budget, step);
    }
    assertThat(refused).isGreaterThan(STEPS);
  }

  private static long used(Engine engine) {
    var memory = engine.describe(Question.DEFAULT_WORKSPACE).memory();
    return memory.budgetBytes() - memory.freeBytes();
  }

  private static int refusedWith(long budget, int seed) throws IOException {
    String what = "budget=" + budget;
    FaultDisk disk = new FaultDisk(seed);
    LiveModel model = new LiveModel();
    int refused;
    try (Engine engine = Engine.open(LiveModel.config(budget), disk)) {
      refused = run(engine, model, seed, what);
    } catch (BudgetExceededException e) {
      // Not even an empty engine fits.
      return 0;
    }
    try (Engine engine = LiveModel.open(disk)) {
      model.checkExactly(engine, what + ", opened with more");
      assertThat(engine.health().state()).as(what).isEqualTo(State.SERVING);
    }
    return refused;
  }

  /// @return how many batches were refused
  private static int run(Engine engine, LiveModel model, long seed, String what) {
    var random = new SplittableRandom(seed);
    var batches = new RandomBatches(random.split(), 12);
    int refused = 0;
    for (int i = 0; i < BATCHES; i++) {
      if (model.isNew()) {
        batches.begin();
      }
      Optional<EngineException> refusal = model.write(engine, batches.next(40), what);
      if (refusal.isPresent()) {
        refused++;
        assertThat(refusal.get().code()).as(what).isEqualTo(Code.MEMORY_BUDGET_EXCEEDED);
        assertThat(refusal.get()).as(what).hasMessageContaining("needed=");
        assertThat(engine.health().state()).as(what).isEqualTo(State.REFUSING_WRITES);
        assertThat(engine.health().reason()).as(what).contains("needed=");
        model.checkExactly(engine, what);
      }
    }
    model.checkExactly(engine, what);
    return refused;
  }

  @Test
  void whenQuestionsLetGoOfOldSnapshotsWritesAreTakenAgain() throws IOException {
    FaultDisk disk = new FaultDisk(1);
    long budget;
    try (Engine engine = LiveModel.open(new FaultDisk(1))) {
      assertThat(write(engine, 0)).isEmpty();
      assertThat(write(engine, 1)).isEmpty();
      budget = used(engine) + (1L << 20);
    }
    List<PreparedQuestion> held = new ArrayList<>();
    try (Engine engine = Engine.open(LiveModel.config(budget), disk)) {
      Optional<Code> refusal = Optional.empty();
      int round = 0;
      while (refusal.isEmpty() && round < 300) {
        refusal = write(engine, round++);
        held.add(PlainWorkspace.prepare(engine, List.of(Expression.of("value == 'even'"))));
      }
      int gone = 0;
      for (PreparedQuestion question : held) {
        gone += isGone(question) ? 1 : 0;
        question.close();
      }
      // A question that was left open for a second loses its snapshot before a write is refused.
      assertThat(refusal.isPresent() || gone > 0).isTrue();
      refusal.ifPresent(code -> assertThat(code).isEqualTo(Code.MEMORY_BUDGET_EXCEEDED));

      assertThat(write(engine, round)).isEmpty();

      assertThat(engine.health().state()).isEqualTo(State.SERVING);
      assertThat(engine.count("value == 'even'")).isEqualTo(round % 2 == 0 ? CUSTOMERS : 0);
    }
  }

  @Test
  void whenOldEventsAreKeptNoLongerWritesAreTakenAgain() throws Exception {
    FaultDisk disk = new FaultDisk(1);
    long budget;
    try (Engine engine = LiveModel.open(new FaultDisk(1))) {
      assertThat(visits(engine, 30)).isEmpty();
      budget = used(engine) + (1L << 19);
    }
    try (Engine engine = Engine.open(LiveModel.config(budget), disk)) {
      Optional<Code> refusal = Optional.empty();
      int daysAgo = 30;
      for (; refusal.isEmpty() && daysAgo < 3_000; daysAgo++) {
        refusal = visits(engine, daysAgo);
      }
      assertThat(refusal).contains(Code.MEMORY_BUDGET_EXCEEDED);
      assertThat(engine.health().state()).isEqualTo(State.REFUSING_WRITES);

      engine.putRetention(Question.DEFAULT_WORKSPACE, "visit", OptionalInt.of(20));

      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (visits(engine, 1).isPresent() && System.nanoTime() < until) {
        Thread.sleep(20);
      }
      assertThat(engine.health().state()).isEqualTo(State.SERVING);
      assertThat(engine.count("did('visit').count() == 1")).isEqualTo(CUSTOMERS);
    }
  }

  /// An event of everybody, so many days ago.
  private static Optional<Code> visits(Engine engine, int daysAgo) {
    Instant instant = Instant.now().minus(Duration.ofDays(daysAgo));
    List<Write> batch = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      batch.add(new Write.Event("customer-" + i, "visit", instant, "", Map.of()));
    }
    return write(engine, batch);
  }

  /// Whether a question has lost its snapshot; if not, it is answered as ever.
  private static boolean isGone(PreparedQuestion question) {
    try {
      assertThat(question.counts(Deadline.none())[0]).isIn(0L, (long) CUSTOMERS);
      return false;
    } catch (EngineException e) {
      assertThat(e.code()).isEqualTo(Code.SNAPSHOT_GONE);
      return true;
    }
  }

  private static final int CUSTOMERS = 4_000;

  /// Gives everybody another value; each round the layer of changes before is built anew.
  private static Optional<Code> write(Engine engine, int round) {
    List<Write> batch = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      batch.add(
          Write.Upsert.of(
              "customer-" + i,
              Map.of("value", new WriteValue.OfText(round % 2 == 0 ? "even" : "odd"))));
    }
    return write(engine, batch);
  }

  private static Optional<Code> write(Engine engine, List<Write> batch) {
    try {
      engine.write(Question.DEFAULT_WORKSPACE, batch).join();
      return Optional.empty();
    } catch (CompletionException e) {
      if (e.getCause() instanceof EngineException refusal) {
        return Optional.of(refusal.code());
      }
      throw e;
    }
  }
}
