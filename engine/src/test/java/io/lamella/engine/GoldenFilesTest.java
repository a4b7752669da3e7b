package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.EngineConfig.Storage;
import io.lamella.engine.api.Coverage;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.query.Limits;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a data directory of each format version is read by this version and all later ones.
/// Method: directories that were written once and are kept with the sources, with a checkpoint, a
/// part of every kind and a journal that goes on after it, are copied, opened and asked. Version 2
/// has what is kept under names, version 3 locations, version 4 when events came.
///
/// `-Dlamella.golden.write=DIR` writes one: only for a new format version, beside the old ones.
class GoldenFilesTest {
  private static final String WORKSPACE = "default";
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aDirectoryOfAVersionIsReadAsItWasWritten(int version)
      throws IOException, URISyntaxException {
    String name = "/golden/v" + version;
    copy(Path.of(Objects.requireNonNull(getClass().getResource(name)).toURI()), folder);
    assertThat(Engine.verify(folder)).hasSize(3);
    try (Engine engine = Engine.open(config(folder))) {
      check(engine, version);
      engine.checkpoint(true).join();
      check(engine, version);
    }
    try (Engine engine = Engine.open(config(folder))) {
      check(engine, version);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "lamella.golden.write", matches = ".+")
  void writes() {
    Path target = Path.of(System.getProperty("lamella.golden.write"));
    try (Engine engine = Engine.open(config(target))) {
      List<Write> writes = new ArrayList<>();
      for (int customer = 0; customer < 300; customer++) {
        writes.add(upsert(customer));
        for (int day = 0; day < 20; day += 1 + customer % 3) {
          writes.add(purchase(customer, day));
        }
      }
      for (int from = 0; from < writes.size(); from += 500) {
        engine.write(WORKSPACE, writes.subList(from, Math.min(writes.size(), from + 500))).join();
      }
      WorkspaceLibrary library = engine.library(WORKSPACE);
      library.putSegment(Draft.of("gold").by("ada"), Expression.of("plan == 'gold'"));
      library.putList(
          Draft.of("some"), List.of("customer-1", "customer-2", "customer-7", "nobody"));
      library.putPartition(
          Draft.of("life"),
          List.of(new Draft.StageDraft("first", Expression.of("segment('gold')"))));
      engine.write(WORKSPACE, List.of(new Write.Erase("customer-7"))).join();
      engine.checkpoint(true).join();
      engine
          .write(
              WORKSPACE,
              List.of(
                  Write.Upsert.of("customer-8", Map.of("plan", new WriteValue.OfText("gold"))),
                  purchase(1_000, 1)))
          .join();
      engine.checkpoint(false).join();
      engine
          .write(
              WORKSPACE,
              List.of(
                  new Write.Upsert("customer-9", Map.of(), List.of("plan"), Map.of(), Map.of()),
                  purchase(0, 0)))
          .join();
      library.putSegment(Draft.of("gold").replacing(1), Expression.of("plan == 'gold' && vip"));
      check(engine, 4);
    }
  }

  private static EngineConfig config(Path folder) {
    return new EngineConfig(1L << 28, 1, Limits.DEFAULT).with(Storage.in(folder));
  }

  private static Write upsert(int customer) {
    return Write.Upsert.of(
        "customer-" + customer,
        Map.of(
            "plan", new WriteValue.OfText(customer % 10 == 0 ? "gold" : "free"),
            "age", new WriteValue.OfNumber(BigDecimal.valueOf(20 + customer % 50)),
            "rate", new WriteValue.OfNumber(new BigDecimal("0.5").add(new BigDecimal(customer))),
            "since", new WriteValue.OfDate(LocalDate.of(2026, 1, 1).plusDays(customer)),
            "seen", new WriteValue.OfInstant(NOW.minusSeconds(customer)),
            "vip", new WriteValue.OfBoolean(customer % 2 == 0),
            "home",
                new WriteValue.OfLocation(new BigDecimal(customer % 90), new BigDecimal("-179.5")),
            "tags", new WriteValue.OfSet(List.of("t" + customer % 3, "all"))));
  }

  private static Write purchase(int customer, int day) {
    return new Write.Event(
        "customer-" + customer,
        "purchase",
        NOW.minusSeconds(86_400L * day),
        "event-" + customer + "-" + day,
        Map.of(
            "sku", new WriteValue.OfText("sku-" + day),
            "amount",
                new WriteValue.OfNumber(new BigDecimal("1.25").multiply(new BigDecimal(day)))));
  }

  private static void check(Engine engine, int version) {
    if (version >= 2) {
      WorkspaceLibrary library = engine.library(WORKSPACE);
      assertThat(library.segment("gold").versions()).hasSize(2);
      assertThat(library.partitions()).hasSize(1);
      assertThat(engine.count("segment('gold')")).isEqualTo(31);
      assertThat(engine.count("list('some')")).isEqualTo(2);
    }
    if (version >= 3) {
      assertThat(engine.count("near(home, 11, 179.5, '200km')")).isEqualTo(12);
    }
    Coverage coverage =
        engine.coverage(WORKSPACE, Optional.of(NOW), Coverage.MAX_DAYS, Deadline.none());
    long late =
        coverage.behaviours().getFirst().days().stream().mapToLong(Coverage.Day::late).sum();
    assertThat(late > 0).isEqualTo(version >= 4);
    assertThat(engine.describe(WORKSPACE).population()).isEqualTo(300);
    assertThat(engine.count("plan == 'gold'")).isEqualTo(31);
    assertThat(engine.count("!has(plan)")).isEqualTo(2);
    assertThat(engine.count("age >= 60")).isEqualTo(60);
    assertThat(engine.count("'t1' in tags && vip")).isEqualTo(50);
    assertThat(engine.count("since < date('2026-02-01')")).isEqualTo(30);
    assertThat(engine.count("did('purchase').count() >= 20")).isEqualTo(100);
    assertThat(engine.count("did('purchase').where(sku == 'sku-1')")).isEqualTo(101);
    assertThat(engine.count("did('purchase').sum(amount) > 237")).isEqualTo(100);
    // The same event id once more changes nothing.
    engine.write(WORKSPACE, List.of(purchase(3, 0))).join();
    assertThat(engine.count("did('purchase').count() >= 21")).isZero();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
