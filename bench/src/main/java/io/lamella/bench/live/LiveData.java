package io.lamella.bench.live;

import io.lamella.bench.data.Traffic;
import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A data directory with the traffic of 90 days, made once and kept. What is measured works on a
/// copy of it, so that each run begins with the same.
///
/// @param folder where it is kept, in a folder named after its size
record LiveData(Traffic traffic, Path folder) {
  static final EngineConfig MEMORY = new EngineConfig(14L << 30, 2, Limits.DEFAULT);

  private Path kept() {
    return folder.resolve("data");
  }

  private Path complete() {
    return folder.resolve("complete");
  }

  /// Makes it if it is not there, of exactly this traffic.
  void make() throws IOException {
    if (Files.exists(complete()) && Files.readString(complete()).equals(traffic.toString())) {
      System.err.println("live: the data set is kept in " + folder);
      return;
    }
    delete(folder);
    Files.createDirectories(kept());
    long begin = System.nanoTime();
    try (Engine engine = Engine.open(MEMORY.with(EngineConfig.Storage.in(kept())))) {
      fill(engine, begin);
    }
    Files.writeString(complete(), traffic.toString());
    System.err.printf(
        "live: the data set is made in %s in %.0f s%n", folder, (System.nanoTime() - begin) / 1e9);
  }

  private void fill(Engine engine, long begin) {
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      int customers = session.table(customers());
      for (int number = 0; number < traffic.customers(); number++) {
        Traffic.Customer it = traffic.customer(number);
        session.line(
            customers,
            number + 2L,
            it.id(),
            it.country(),
            it.plan(),
            Integer.toString(it.age()),
            Boolean.toString(it.newsletter()),
            Boolean.toString(it.app()));
      }
      int events = session.table(events("events"));
      Traffic.Maker maker = traffic.maker(0);
      for (long number = 0; number < traffic.events(); number++) {
        Traffic.Event it = maker.at(traffic.millis(number));
        session.line(
            events,
            number + 2,
            it.customerId(),
            it.behaviour(),
            it.instant().toString(),
            it.category(),
            it.sku(),
            it.amount());
      }
      System.err.printf("live: staged in %.0f s%n", (System.nanoTime() - begin) / 1e9);
      session.commit();
    }
  }

  private static TableSpec customers() {
    return new TableSpec(
        TableSpec.Kind.CUSTOMERS,
        "customers",
        List.of(
            Column.reserved(TableSpec.CUSTOMER_ID),
            Column.declared("country", ValueType.KEYWORD),
            Column.declared("plan", ValueType.KEYWORD),
            Column.declared("age", ValueType.NUMBER),
            Column.declared("newsletter", ValueType.BOOLEAN),
            Column.declared("app", ValueType.BOOLEAN)));
  }

  private static TableSpec events(String source) {
    return new TableSpec(
        TableSpec.Kind.EVENTS,
        source,
        List.of(
            Column.reserved(TableSpec.CUSTOMER_ID),
            Column.reserved(TableSpec.EVENT),
            Column.reserved(TableSpec.TIMESTAMP),
            Column.declared("category", ValueType.KEYWORD),
            Column.declared("sku", ValueType.KEYWORD),
            Column.declared("amount", ValueType.NUMBER)));
  }

  /// A copy under another name, which a run may change. What a data directory never writes again is
  /// linked, not copied: a copy of gigabytes would push what is measured out of the page cache.
  Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    delete(copy);
    try (Stream<Path> files = Files.walk(kept())) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(kept().relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (file.toString().endsWith(".part")) {
          Files.createLink(target, file);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return copy;
  }

  /// An empty folder beside it.
  Path empty(String name) throws IOException {
    Path made = folder.resolve(name);
    delete(made);
    return Files.createDirectories(made);
  }

  /// Bytes of its files.
  long sizeBytes() throws IOException {
    try (Stream<Path> files = Files.walk(kept())) {
      return files.filter(Files::isRegularFile).mapToLong(LiveData::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
