package io.lamella.bench.live;

import io.lamella.bench.Figure;
import io.lamella.bench.Trial;
import io.lamella.bench.data.Traffic;
import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig.Storage;
import io.lamella.engine.api.CatalogView;
import io.lamella.engine.api.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// What a running engine does while it is written to, and how it starts again.
///
/// @param data the data set, kept from run to run
/// @param each how long each load lasts
public record Live(LiveData data, Duration each, Consumer<Figure> figures, Consumer<Trial> trials) {

  private static final double WRITE_GOAL = 100_000;
  private static final double EVENT_BYTES_GOAL = 16;

  /// A suite of so many customers, with ten events each.
  public static Live of(
      int customers, Duration each, Consumer<Figure> figures, Consumer<Trial> trials) {
    Path folder = Path.of(System.getProperty("lamella.bench.data", "bench/target"));
    var traffic = new Traffic(customers, 10L * customers, 7);
    return new Live(
        new LiveData(traffic, folder.resolve("live-" + customers)), each, figures, trials);
  }

  /// Measures the figures whose names begin so.
  public void run(String only) throws IOException {
    data.make();
    if ("write.rate.engine".startsWith(only)) {
      engine();
    }
  }

  private void engine() throws IOException {
    Path copy = data.copy("engine");
    try (Engine engine = Engine.open(LiveData.MEMORY.with(Storage.in(copy)))) {
      CatalogView.MemoryUse memory = engine.describe(Question.DEFAULT_WORKSPACE).memory();
      System.err.println(memory);
      figures.accept(
          Figure.atMost(
              "bytes.event",
              (double) memory.behaviourBytes() / data.traffic().events(),
              "B",
              EVENT_BYTES_GOAL));
      var writes = new EngineWrites(engine, data.traffic());
      for (int i = 0; i < 4; i++) {
        double rate = writes.perSecond(each.toNanos());
        System.err.printf("live: %.0f events/s%n", rate);
        if (i == 3) {
          figures.accept(Figure.rate("write.rate.engine", rate, WRITE_GOAL));
        }
      }
      System.err.println(engine.health());
    }
  }
}
