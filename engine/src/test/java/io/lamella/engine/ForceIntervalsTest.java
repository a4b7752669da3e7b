package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.EngineHealth.State;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.query.Limits;
import io.lamella.engine.store.FaultDisk;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// Goal: where the journal is forced at intervals, no more is lost with the power than was
/// acknowledged since the last, and a full disk loses nothing. Method: writes that count up, on a
/// disk that forgets what was not forced.
class ForceIntervalsTest {
  private static final long NEVER_MILLIS = TimeUnit.HOURS.toMillis(1);
  private static final int WRITES = 30;

  @Test
  void whatIsLostWithThePowerIsTheEnd() throws IOException {
    int lost = 0;
    for (int seed = 0; seed < 20; seed++) {
      FaultDisk disk = new FaultDisk(seed);
      FaultDisk after;
      try (Engine engine = Engine.open(config(NEVER_MILLIS), disk)) {
        write(engine, 0, WRITES);
        assertThat(engine.count("has(number)")).isEqualTo(WRITES);
        after = disk.crash(new SplittableRandom(seed));
      }
      try (Engine engine = Engine.open(config(NEVER_MILLIS), after)) {
        long kept = engine.catalog(Question.DEFAULT_WORKSPACE).attributes().isEmpty() ? 0 : 1;
        if (kept > 0) {
          kept = engine.count("has(number)");
          assertThat(engine.count("number < " + kept)).as("seed=%s", seed).isEqualTo(kept);
        }
        lost += kept < WRITES ? 1 : 0;
      }
    }
    assertThat(lost).isPositive();
  }

  @Test
  void aCleanStopLosesNothing() throws IOException {
    FaultDisk disk = new FaultDisk(1);
    try (Engine engine = Engine.open(config(NEVER_MILLIS), disk)) {
      write(engine, 0, WRITES);
    }
    checkKept(disk.crash(new SplittableRandom(1)));
  }

  @Test
  void whenTheIntervalHasPassedNothingIsLost() throws Exception {
    FaultDisk disk = new FaultDisk(1);
    FaultDisk after;
    try (Engine engine = Engine.open(config(50), disk)) {
      write(engine, 0, WRITES - 1);
      long forces = disk.forces();
      write(engine, WRITES - 1, WRITES);
      // The second one began after the last write.
      await(() -> disk.forces() >= forces + 1);
      Thread.sleep(200);
      after = disk.crash(new SplittableRandom(1));
    }
    checkKept(after);
  }

  @Test
  void aFullDiskKeepsWaitingWhatWasAcknowledged() throws Exception {
    FaultDisk disk = new FaultDisk(1);
    try (Engine engine = Engine.open(config(2_000), disk)) {
      disk.failWriteAt(1);
      // Acknowledged before the interval has passed.
      write(engine, 0, 2);
      await(() -> engine.health().state() == State.REFUSING_WRITES);
      assertThat(engine.health().reason()).contains("the disk is full");
      assertThat(engine.count("has(number)")).isEqualTo(2);

      disk.makeRoom();

      await(() -> engine.health().state() == State.SERVING);
      write(engine, 2, WRITES);
    }
    checkKept(disk.crash(new SplittableRandom(1)));
  }

  private static void checkKept(FaultDisk disk) throws IOException {
    try (Engine engine = Engine.open(config(NEVER_MILLIS), disk)) {
      assertThat(engine.count("has(number)")).isEqualTo(WRITES);
    }
  }

  private static EngineConfig config(long forceEveryMillis) {
    return new EngineConfig(LiveModel.MEMORY_BYTES, 1, Limits.DEFAULT)
        .with(
            new EngineConfig.Storage(
                Path.of(""),
                forceEveryMillis,
                256L << 20,
                7,
                1_000_000,
                EngineConfig.DictionaryKind.TABLE));
  }

  private static void write(Engine engine, int from, int to) {
    for (int number = from; number < to; number++) {
      var value = new WriteValue.OfNumber(BigDecimal.valueOf(number));
      engine
          .write(
              Question.DEFAULT_WORKSPACE,
              List.of(Write.Upsert.of("customer-" + number, Map.of("number", value))))
          .join();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean() && System.nanoTime() < until) {
      Thread.sleep(5);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
