package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.store.FaultDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Goal: the start after a clean stop reads little of the journal. Method: an engine that was
/// written much to, or little, is closed and opened again.
class CleanStopTest {
  private static final int BATCH = 1_000;
  private static final long MUCH_BYTES = 5L << 20;

  @Test
  void aLongJournalEndsInACheckpoint() throws IOException {
    FaultDisk disk = new FaultDisk(1);
    int customers = 0;
    try (Engine engine = LiveModel.open(disk)) {
      while (engine.health().journalBytes() < MUCH_BYTES) {
        write(engine, customers, BATCH);
        customers += BATCH;
      }
      assertThat(engine.health().checkpointAt()).isEmpty();
    }
    try (Engine engine = LiveModel.open(disk)) {
      assertThat(engine.health().checkpointAt()).isPresent();
      assertThat(engine.health().journalBytes()).isLessThan(MUCH_BYTES / 100);
      assertThat(engine.count("text.startsWith('a text')")).isEqualTo(customers);
    }
  }

  @Test
  void aShortOneIsReadAgain() throws IOException {
    FaultDisk disk = new FaultDisk(1);
    try (Engine engine = LiveModel.open(disk)) {
      write(engine, 0, BATCH);
    }
    try (Engine engine = LiveModel.open(disk)) {
      assertThat(engine.health().checkpointAt()).isEmpty();
      assertThat(engine.count("text.startsWith('a text')")).isEqualTo(BATCH);
    }
  }

  private static void write(Engine engine, int from, int count) {
    List<Write> writes = new ArrayList<>();
    for (int customer = from; customer < from + count; customer++) {
      var text = new WriteValue.OfText("a text that is somewhat long, of " + customer % 100);
      writes.add(Write.Upsert.of("customer-" + customer, Map.of("text", text)));
    }
    engine.write(Question.DEFAULT_WORKSPACE, writes).join();
  }
}
