package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.CheckpointSummary;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.store.FaultDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Goal: what was acknowledged survives a loss of power, whenever it comes: while a commit, a
/// checkpoint or a truncation is half done, while the engine starts again after the loss before.
/// Method: seeded random batches, changes of segments, lists and partitions, and checkpoints on a
/// disk whose power goes off at a random change and that keeps what chance lets it; the engine is
/// opened on what is left and compared with a plain model, several times in a row.
class PowerLossTest {
  private static final int LIVES = 4;
  private static final int CUSTOMERS = 12;

  @Tag("brief")
  @Test
  void acknowledgedWritesOutliveLossesOfPower() throws IOException {
    lose(1, 300);
  }

  @Tag("long")
  @Test
  void acknowledgedWritesOutliveManyLossesOfPower() throws IOException {
    lose(1_000_000, 2_000);
  }

  private static void lose(long firstSeed, int losses) throws IOException {
    int arrived = 0;
    int checkpoints = 0;
    int opening = 0;
    int defined = 0;
    for (long seed = firstSeed, done = 0; done < losses; seed++) {
      Run run = new Run(seed);
      for (int life = 0; life < LIVES && done < losses; life++, done++) {
        run.live("seed=" + seed + ", life=" + life);
      }
      arrived += run.arrived;
      checkpoints += run.checkpoints;
      opening += run.opening;
      defined += run.defined;
    }
    // The runs reach what they are meant to reach.
    assertThat(arrived).as("unacknowledged and there").isGreaterThan(losses / 50);
    assertThat(checkpoints).as("complete checkpoints").isGreaterThan(losses / 10);
    assertThat(opening).as("power lost while opening").isGreaterThan(losses / 50);
    assertThat(defined).as("acknowledged definitions").isGreaterThan(losses);
  }

  /// One disk and what it has to hold, over several losses.
  private static final class Run {
    private final SplittableRandom random;
    private final RandomBatches batches;
    private final RandomDefinitions definitions;
    private final LiveModel model = new LiveModel();
    private final List<CompletableFuture<CheckpointSummary>> pending = new ArrayList<>();
    private FaultDisk disk;
    private int arrived;
    private int checkpoints;
    private int opening;
    private int defined;

    Run(long seed) {
      random = new SplittableRandom(seed);
      disk = new FaultDisk(seed);
      batches = new RandomBatches(random.split(), CUSTOMERS);
      definitions = new RandomDefinitions(random.split(), CUSTOMERS);
    }

    void live(String what) throws IOException {
      if (random.nextInt(4) == 0) {
        loseWhileOpening();
      }
      try (Engine engine = LiveModel.open(disk)) {
        arrived += model.check(engine, what);
        if (model.isNew()) {
          batches.begin();
        }
        disk.powerOffAt(random.nextInt(1, random.nextBoolean() ? 60 : 400));
        Optional<EngineException> refusal = Optional.empty();
        while (refusal.isEmpty()) {
          step(engine);
          refusal = random.nextInt(3) > 0 ? model.await(what) : Optional.empty();
          if (refusal.isEmpty() && !model.isNew() && random.nextInt(3) == 0) {
            refusal = model.define(engine, definitions.next(model.definitions()), what);
            defined += refusal.isEmpty() ? 1 : 0;
          }
        }
        model.await(what);
        assertThat(refusal).as(what).get().matches(LiveModel::isReadOnly);
      } catch (IOException e) {
        throw new AssertionError(what, e);
      }
      pending.forEach(this::count);
      pending.clear();
      disk = disk.crash(random);
      try (Engine engine = LiveModel.open(disk)) {
        arrived += model.check(engine, what + ", reopened");
      } catch (IOException | RuntimeException e) {
        throw new AssertionError(what, e);
      }
      if (random.nextBoolean()) {
        // What was read once is there for good.
        disk = disk.crash(random);
      }
    }

    private void loseWhileOpening() {
      disk.powerOffAt(random.nextInt(1, 8));
      try (Engine engine = LiveModel.open(disk)) {
        model.check(engine, "opened before the power went");
      } catch (IOException e) {
        assertThat(e).hasStackTraceContaining("power off");
        opening++;
      }
      disk = disk.crash(random);
    }

    private void step(Engine engine) {
      if (random.nextInt(8) == 0) {
        CompletableFuture<CheckpointSummary> checkpoint = engine.checkpoint(random.nextInt(4) == 0);
        pending.add(checkpoint);
        if (random.nextBoolean()) {
          await(checkpoint);
        }
      }
      model.send(engine, batches.next(6));
    }

    private void count(CompletableFuture<CheckpointSummary> checkpoint) {
      checkpoints += await(checkpoint) ? 1 : 0;
    }

    private static boolean await(CompletableFuture<CheckpointSummary> checkpoint) {
      try {
        checkpoint.join();
        return true;
      } catch (CompletionException e) {
        assertThat(e.getCause()).isInstanceOf(EngineException.class);
        return false;
      }
    }
  }
}
