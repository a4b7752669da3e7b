package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Write;
import io.lamella.engine.query.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: no event is lost where several threads merge the days of one behaviour. Method:
/// checkpoints purge erased customers while the merger works through days that are quiet at last.
class MergesTogetherTest {
  private static final String WORKSPACE = "default";
  private static final int DAYS = 1_200;
  private static final int ROUNDS = 2;
  private static final Duration QUIET = Duration.ofMillis(2_500);

  @TempDir private Path folder;

  @Test
  void noEventIsLostWherePurgesMeetMerges() throws InterruptedException {
    EngineConfig config =
        new EngineConfig(1L << 28, 1, Limits.DEFAULT).with(EngineConfig.Storage.in(folder));
    Instant now = Instant.now();
    try (Engine engine = Engine.open(config)) {
      List<Write> writes = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        writes.addAll(visits("gone-" + round, now));
      }
      writes.addAll(visits("ann", now));
      engine.write(WORKSPACE, writes).join();
      List<Write> erased = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        erased.add(new Write.Erase("gone-" + round));
      }
      engine.write(WORKSPACE, erased).join();

      // The merger begins when nothing was written for a while; the purge joins it.
      Thread.sleep(QUIET);
      purge(engine);

      assertThat(engine.count("did('visit').count() == " + DAYS)).isEqualTo(1);
      assertThat(engine.count("did('visit').days() == " + DAYS)).isEqualTo(1);
    }
  }

  /// Merges of the other thread may be in the way of all rounds.
  private static void purge(Engine engine) {
    try {
      engine.checkpoint(true).join();
    } catch (EngineException e) {
      assertThat(e.code()).isEqualTo(EngineException.Code.IMPORT_RUNNING);
    }
  }

  private static List<Write> visits(String id, Instant now) {
    List<Write> writes = new ArrayList<>();
    for (int day = 1; day <= DAYS; day++) {
      writes.add(new Write.Event(id, "visit", now.minus(Duration.ofDays(day)), "", Map.of()));
    }
    return writes;
  }
}
