package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.Write;
import io.lamella.engine.query.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: after any number of writes, checkpoints and restarts the engine answers as a plain model
/// of them does. Method: many thousand seeded random writes on a real directory, compared now and
/// then; every outcome is compared as well.
class LongLifeTest {
  @TempDir private Path folder = Path.of("");

  @Tag("brief")
  @Test
  void twentyThousandWrites() {
    live(1, 20_000);
  }

  @Tag("long")
  @Test
  void twoHundredThousandWrites() {
    live(2, 200_000);
  }

  private void live(long seed, int writes) {
    String what = "seed=" + seed;
    var random = new SplittableRandom(seed);
    var batches = new RandomBatches(random.split(), 500);
    LiveModel model = new LiveModel();
    EngineConfig config =
        new EngineConfig(LiveModel.MEMORY_BYTES * 4, 1, Limits.DEFAULT)
            .with(EngineConfig.Storage.in(folder));
    int restarts = 0;
    Engine engine = Engine.open(config);
    try {
      for (int done = 0; done < writes; ) {
        List<Write> batch = batches.next(60);
        model.send(engine, batch);
        done += batch.size();
        switch (random.nextInt(60)) {
          case 0 -> {
            assertThat(model.await(what)).as(what).isEmpty();
            engine.close();
            engine = Engine.open(config);
            restarts++;
            model.checkExactly(engine, what + ", restarted, writes=" + done);
          }
          case 1, 2 -> engine.checkpoint(random.nextInt(4) == 0).join();
          case 3, 4 -> {
            assertThat(model.await(what)).as(what).isEmpty();
            model.checkExactly(engine, what + ", writes=" + done);
          }
          default -> {}
        }
      }
      assertThat(model.await(what)).as(what).isEmpty();
      model.checkExactly(engine, what);
    } finally {
      engine.close();
    }
    assertThat(restarts).isPositive();
  }
}
