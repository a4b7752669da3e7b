package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.EngineConfig.Storage;
import io.lamella.engine.api.Coverage;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.query.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a coverage tells when values and events came, and how many events came late. Method: a
/// plain count of live events with random delays, none near 24 hours; after each kind of start.
class ArrivalsTest {
  private static final String WORKSPACE = "default";
  private static final long SEED = 24;

  @TempDir private Path folder;

  private EngineConfig config;
  private final Map<LocalDate, Long> late = new HashMap<>();

  @BeforeEach
  void kept() {
    config = new EngineConfig(1L << 28, 1, Limits.DEFAULT).with(Storage.in(folder));
  }

  @Test
  void whatCameLateIsToldByTheDayOnWhichItHappened() {
    var random = new Random(SEED);
    Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try (Engine engine = Engine.open(config)) {
      for (int batch = 0; batch < 20; batch++) {
        record(engine, random);
      }
      expectLate(engine, start);
    }
    // From the journal.
    try (Engine engine = Engine.open(config)) {
      expectLate(engine, start);
      engine.checkpoint(true).join();
      record(engine, random);
    }
    // From a checkpoint and the journal after it.
    try (Engine engine = Engine.open(config)) {
      expectLate(engine, start);
    }
  }

  @Test
  void aWriteThatIsRefusedOrChangesNothingIsNoChange() {
    try (Engine engine = Engine.open(config)) {
      write(engine, Write.Upsert.of("ann", Map.of("plan", new WriteValue.OfText("gold"))));
      Optional<Instant> first = changed(engine, "plan");
      assertThat(first).isPresent();
      pass(first.get());
      write(engine, Write.Upsert.of("ann", Map.of("plan", new WriteValue.OfBoolean(true))));
      write(engine, new Write.Upsert("bob", Map.of(), List.of("plan"), Map.of(), Map.of()));
      assertThat(changed(engine, "plan")).isEqualTo(first);
      write(engine, new Write.Upsert("ann", Map.of(), List.of("plan"), Map.of(), Map.of()));
      assertThat(changed(engine, "plan").orElseThrow()).isAfter(first.get());
    }
  }

  @Test
  void anImportBringsThePastAndIsNotLate() {
    try (Engine engine = Engine.open(config);
        ImportSession session = engine.startImport(WORKSPACE, ImportSession.Strictness.STRICT)) {
      Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      int table =
          session.table(
              new TableSpec(
                  TableSpec.Kind.EVENTS,
                  "events.csv",
                  Stream.of(TableSpec.CUSTOMER_ID, TableSpec.EVENT, TableSpec.TIMESTAMP)
                      .map(TableSpec.Column::reserved)
                      .toList()));
      session.line(
          table, 1, List.of("ann", "purchase", before.minus(Duration.ofDays(3)).toString()));
      session.commit();
      Coverage.OfBehaviour purchase = coverage(engine).behaviours().getFirst();
      assertThat(purchase.lastArrival().orElseThrow()).isAfterOrEqualTo(before);
      assertThat(purchase.days()).allMatch(day -> day.late() == 0);
    }
  }

  private void record(Engine engine, Random random) {
    Instant now = Instant.now();
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      boolean isLate = random.nextBoolean();
      long hours = isLate ? random.nextInt(25, 24 * 9) : random.nextInt(23);
      Instant instant = now.minus(Duration.ofHours(hours));
      writes.add(
          new Write.Event("customer-" + random.nextInt(9), "purchase", instant, "", Map.of()));
      if (isLate) {
        late.merge(instant.atZone(ZoneOffset.UTC).toLocalDate(), 1L, Long::sum);
      }
    }
    engine.write(WORKSPACE, writes).join();
  }

  private void expectLate(Engine engine, Instant start) {
    Coverage.OfBehaviour purchase = coverage(engine).behaviours().getFirst();
    assertThat(purchase.lastArrival().orElseThrow()).isBetween(start, Instant.now());
    Map<LocalDate, Long> told = new HashMap<>();
    purchase.days().forEach(day -> told.merge(day.date(), day.late(), Long::sum));
    told.values().removeIf(count -> count == 0);
    assertThat(told).isEqualTo(late);
  }

  private static Optional<Instant> changed(Engine engine, String attribute) {
    return coverage(engine).attributes().stream()
        .filter(it -> it.name().equals(attribute))
        .findFirst()
        .orElseThrow()
        .lastChange();
  }

  /// Of tomorrow, so that today is one of the days before.
  private static Coverage coverage(Engine engine) {
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    return engine.coverage(WORKSPACE, Optional.of(tomorrow), 20, Deadline.none());
  }

  private static void write(Engine engine, Write write) {
    engine.write(WORKSPACE, List.of(write)).join();
  }

  private static void pass(Instant instant) {
    while (!Instant.now().truncatedTo(ChronoUnit.MILLIS).isAfter(instant)) {
      Thread.onSpinWait();
    }
  }
}
