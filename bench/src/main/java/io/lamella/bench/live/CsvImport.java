package io.lamella.bench.live;

import io.lamella.bench.data.Traffic;
import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig.Storage;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.server.cli.csv.CsvFile;
import io.lamella.server.cli.csv.InferredTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Events as CSV, from a file to queryable and durable.
///
/// @param events how many, of the first days
record CsvImport(LiveData data, long events) {

  private Path file() throws IOException {
    Path file = data.folder().resolve("events-" + events + ".csv");
    if (!Files.exists(file)) {
      Path unfinished = data.folder().resolve("events.unfinished");
      write(unfinished);
      Files.move(unfinished, file);
    }
    return file;
  }

  private void write(Path target) throws IOException {
    Traffic.Maker maker = data.traffic().maker(0);
    try (BufferedWriter out = Files.newBufferedWriter(target)) {
      out.write("customer_id,event,timestamp,category,sku,amount:number\n");
      for (long number = 0; number < events; number++) {
        Traffic.Event it = maker.at(data.traffic().millis(number));
        out.write(
            String.join(
                ",",
                it.customerId(),
                it.behaviour(),
                it.instant().toString(),
                it.category(),
                it.sku(),
                it.amount()));
        out.write('\n');
      }
    }
  }

  /// Events a second of `lamella import` into a server: reading the file twice, sending, loading
  /// and writing the checkpoint, all of it.
  double throughServer() throws IOException {
    Path file = file();
    try (ServerChild server =
        ServerChild.start(data.empty("imported"), data.folder().resolve("gc-import"))) {
      List<String> command = ServerChild.java("-Xmx1g", "-XX:+UseParallelGC");
      command.addAll(
          List.of(
              "io.lamella.server.Main",
              "import",
              "--address",
              "localhost:" + server.port(),
              "--strict",
              "--events",
              file.toString()));
      long begin = System.nanoTime();
      int exit =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(data.folder().resolve("import.log").toFile())
              .start()
              .onExit()
              .join()
              .exitValue();
      long took = System.nanoTime() - begin;
      if (exit != 0) {
        throw new IOException(
            "the import failed: " + Files.readString(data.folder().resolve("import.log")));
      }
      return perSecond(took);
    }
  }

  /// The same without a server: the same reader, this process's engine.
  double inProcess() throws IOException {
    var csv = new CsvFile(file());
    try (Engine engine = Engine.open(LiveData.MEMORY.with(Storage.in(data.empty("imported"))))) {
      long begin = System.nanoTime();
      var table = InferredTable.of(csv, TableSpec.Kind.EVENTS, _ -> {});
      long inferred = System.nanoTime();
      try (ImportSession session =
          engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
        int number = session.table(table.spec());
        csv.lines((line, cells) -> session.line(number, line, cells));
        long staged = System.nanoTime();
        session.commit();
        long end = System.nanoTime();
        System.err.printf(
            "live: import: types found in %.1f s, staged in %.1f s, built and written in %.1f s%n",
            (inferred - begin) / 1e9, (staged - inferred) / 1e9, (end - staged) / 1e9);
        return perSecond(end - begin);
      }
    }
  }

  private double perSecond(long nanos) {
    return events * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
  }
}
