package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineHealth;
import io.lamella.engine.api.EngineHealth.State;
import io.lamella.engine.store.FaultDisk;
import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// Goal: a disk that is full or fails costs no answer and nothing that was acknowledged. Method:
/// the n-th write finds the disk full, or the n-th force fails, for every n up to where the runs
/// repeat themselves, during random batches and checkpoints; compared with a plain model at once,
/// when there is room again, and opened anew.
class DiskFaultsTest {
  private static final int WRITES = 60;
  private static final int FORCES = 60;

  @Test
  void aFullDiskRefusesWritesUntilThereIsRoom() throws IOException {
    int refused = 0;
    int checkpoints = 0;
    for (int n = 1; n <= WRITES; n++) {
      Full run = new Full(n);
      run.go("n=" + n);
      refused += run.refused;
      checkpoints += run.checkpointsRefused;
    }
    assertThat(refused).as("refused writes").isGreaterThan(WRITES / 2);
    assertThat(checkpoints).as("refused checkpoints").isGreaterThan(WRITES / 20);
  }

  /// A disk that fills up at its n-th write, three times.
  private static final class Full {
    private final SplittableRandom random;
    private final RandomBatches batches;
    private final LiveModel model = new LiveModel();
    private final FaultDisk disk;
    private final int n;
    private int refused;
    private int checkpointsRefused;

    Full(int n) {
      this.n = n;
      random = new SplittableRandom(n);
      batches = new RandomBatches(random.split(), 12);
      disk = new FaultDisk(n);
    }

    void go(String what) throws IOException {
      try (Engine engine = LiveModel.open(disk)) {
        model.store(engine, batches.next(6), what);
        for (int time = 0; time < 3; time++) {
          fill(engine, what + ", time=" + time);
        }
        model.checkExactly(engine, what);
      }
      try (Engine engine = LiveModel.open(disk.crash(random))) {
        model.checkExactly(engine, what + ", reopened");
      }
    }

    private void fill(Engine engine, String what) throws IOException {
      disk.failWriteAt(n);
      Optional<EngineException> refusal = Optional.empty();
      while (refusal.isEmpty()) {
        if (random.nextInt(6) == 0) {
          checkpoint(engine, what);
        }
        refusal = model.write(engine, batches.next(6), what);
      }
      refused++;
      assertThat(refusal).as(what).get().matches(LiveModel::isReadOnly);
      assertThat(refusal.get()).as(what).hasMessageContaining("the disk is full");
      EngineHealth health = engine.health();
      assertThat(health.state()).as(what).isEqualTo(State.REFUSING_WRITES);
      assertThat(health.reason()).as(what).contains("the disk is full");
      model.checkExactly(engine, what + ", full");
      assertThat(model.write(engine, batches.next(6), what))
          .as("%s, still full", what)
          .get()
          .matches(LiveModel::isReadOnly);
      if (random.nextInt(4) == 0) {
        try (Engine other = LiveModel.open(disk.crash(random))) {
          model.checkExactly(other, what + ", crashed while full");
        }
      }
      disk.makeRoom();
      model.store(engine, batches.next(6), what + ", room");
      assertThat(engine.health().state()).as(what).isEqualTo(State.SERVING);
      assertThat(engine.health().reason()).as(what).isEmpty();
      engine.checkpoint(random.nextInt(4) == 0).join();
    }

    private void checkpoint(Engine engine, String what) {
      try {
        engine.checkpoint(random.nextInt(4) == 0).join();
      } catch (CompletionException e) {
        assertThat(e.getCause())
            .as(what)
            .isInstanceOfSatisfying(
                EngineException.class,
                refusal -> assertThat(refusal).matches(LiveModel::isReadOnly));
        checkpointsRefused++;
      }
    }
  }

  @Test
  void aFailedForceIsFinalAndLosesNothing() throws IOException {
    int readOnly = 0;
    for (int n = 1; n <= FORCES; n++) {
      for (long seed = 1; seed <= 2; seed++) {
        readOnly += failForce(n, seed, "n=" + n + ", seed=" + seed) ? 1 : 0;
      }
    }
    assertThat(readOnly).as("failed in the journal").isGreaterThan(FORCES / 2);
  }

  /// @return whether the journal's force was the one
  private static boolean failForce(int n, long seed, String what) throws IOException {
    var random = new SplittableRandom(seed * 1_000 + n);
    var batches = new RandomBatches(random.split(), 12);
    LiveModel model = new LiveModel();
    FaultDisk disk = new FaultDisk(seed);
    boolean failed = false;
    try (Engine engine = LiveModel.open(disk)) {
      model.store(engine, batches.next(6), what);
      disk.failForceAt(n);
      for (int batch = 0; batch < n + 4 && !failed; batch++) {
        if (random.nextInt(6) == 0) {
          failed =
              checkpointFails(engine, random.nextInt(4) == 0)
                  && engine.health().state() == State.READ_ONLY;
        }
        if (!failed) {
          model.send(engine, batches.next(6));
          Optional<EngineException> refusal = model.await(what);
          failed = refusal.isPresent();
          refusal.ifPresent(it -> assertThat(it).as(what).matches(LiveModel::isReadOnly));
        }
      }
      if (failed) {
        assertReadOnly(engine, disk, model, batches, what);
      }
    }
    FaultDisk left = random.nextBoolean() ? disk.crash(random) : disk.kill();
    try (Engine engine = LiveModel.open(left)) {
      model.check(engine, what + ", reopened");
      assertThat(engine.health().state()).as(what).isEqualTo(State.SERVING);
      model.store(engine, batches.next(6), what + ", reopened");
      engine.checkpoint(false).join();
    }
    try (Engine engine = LiveModel.open(left.crash(random))) {
      model.check(engine, what + ", crashed");
    }
    return failed;
  }

  private static void assertReadOnly(
      Engine engine, FaultDisk disk, LiveModel model, RandomBatches batches, String what) {
    long changes = disk.changes();
    assertThat(engine.health().state()).as(what).isEqualTo(State.READ_ONLY);
    assertThat(engine.health().reason()).as(what).contains("open the engine anew", "reason=");
    model.checkExactly(engine, what + ", failed");
    model.send(engine, batches.next(6));
    assertThat(model.await(what)).as(what).get().matches(LiveModel::isReadOnly);
    assertThatThrownBy(() -> engine.checkpoint(false).join())
        .as(what)
        .hasCauseInstanceOf(EngineException.class);
    model.checkExactly(engine, what + ", failed twice");
    assertThat(disk.changes()).as("%s, nothing is written any more", what).isEqualTo(changes);
  }

  private static boolean checkpointFails(Engine engine, boolean purge) {
    try {
      engine.checkpoint(purge).join();
      return false;
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(EngineException.class);
      return true;
    }
  }
}
