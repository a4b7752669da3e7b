package io.lamella.engine.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.ImportSession.Strictness;
import io.lamella.engine.api.ImportSummary;
import io.lamella.engine.api.ImportSummary.RefusedLines;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.api.TableSpec.Kind;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.oracle.Loading;
import io.lamella.engine.oracle.Table;
import io.lamella.engine.query.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: whatever is wrong with an import is told by its place, and loses nothing already loaded.
class ImportFaultsTest {

  private static final String WORKSPACE = "default";
  private static final long MEMORY_BYTES = 256L << 20;

  private static final TableSpec CUSTOMERS =
      new TableSpec(
          Kind.CUSTOMERS,
          "customers.csv",
          List.of(
              Column.reserved("customer_id"),
              Column.declared("age", ValueType.NUMBER),
              Column.declared("birthday", ValueType.DATE),
              Column.declared("subscribed", ValueType.BOOLEAN),
              Column.declared("signed_up", ValueType.INSTANT),
              Column.declared("country", ValueType.KEYWORD)));

  private static final TableSpec EVENTS =
      new TableSpec(
          Kind.EVENTS,
          "events.csv",
          List.of(
              Column.reserved("event_id"),
              Column.reserved("customer_id"),
              Column.reserved("event"),
              Column.reserved("timestamp"),
              Column.declared("amount", ValueType.NUMBER)));

  private final Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT));

  @BeforeEach
  void loadOneCustomer() {
    try (ImportSession session = engine.startImport(WORKSPACE, Strictness.STRICT)) {
      session.line(session.table(CUSTOMERS), 2, "ada", "36", "1990-01-31", "true", "", "GB");
      session.line(
          session.table(EVENTS), 2, "e1", "ada", "purchase", "2026-01-01T00:00:00Z", "12.50");
      session.commit();
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      textBlock =
          """
          '',    40,  2000-01-01, true, 2026-01-01T00:00:00Z, customer_id
          bob,  4O,  2000-01-01, true, 2026-01-01T00:00:00Z, age
          bob,  040, 2000-01-01, true, 2026-01-01T00:00:00Z, age
          bob,  0.1234567891, 2000-01-01, true, 2026-01-01T00:00:00Z, age
          bob,  1234567890123456789, 2000-01-01, true, 2026-01-01T00:00:00Z, age
          bob,  40,  2001-02-29, true, 2026-01-01T00:00:00Z, birthday
          bob,  40,  2000-1-1,   true, 2026-01-01T00:00:00Z, birthday
          bob,  40,  2000-01-01, yes,  2026-01-01T00:00:00Z, subscribed
          bob,  40,  2000-01-01, 1,    2026-01-01T00:00:00Z, subscribed
          bob,  40,  2000-01-01, true, 2026-01-01,           signed_up
          bob,  40,  2000-01-01, true, 2026-01-01T25:00:00Z, signed_up
          """)
  void aCustomerLineWithACellThatDoesNotFitIsRefusedByItsColumn(
      String id, String age, String birthday, String subscribed, String signedUp, String column) {
    ImportSummary summary =
        load(CUSTOMERS, List.of(List.of(id, age, birthday, subscribed, signedUp, "FR")));

    assertRefused(summary, "customers.csv", column);
    assertThat(engine.count("everyone()")).isEqualTo(1);
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource(
      textBlock =
          """
          '',   purchase, 2026-01-02T00:00:00Z, 1,   customer_id
          bob, '',        2026-01-02T00:00:00Z, 1,   event
          bob, purchase,  '',                   1,   timestamp
          bob, purchase,  2026-02-30T00:00:00Z, 1,   timestamp
          bob, purchase,  yesterday,            1,   timestamp
          bob, purchase,  2026-01-02T00:00:00Z, 1e3, amount
          bob, purchase,  2026-01-02T00:00:00Z, NaN, amount
          """)
  void anEventLineWithACellThatDoesNotFitIsRefusedByItsColumn(
      String id, String event, String timestamp, String amount, String column) {
    ImportSummary summary = load(EVENTS, List.of(List.of("e9", id, event, timestamp, amount)));

    assertRefused(summary, "events.csv", column);
    assertThat(engine.count("everyone()")).as("a refused line makes no customer").isEqualTo(1);
    assertThat(load(EVENTS, List.of(event("e9", "bob"))).loaded())
        .as("a refused line does not use up its event id")
        .isEqualTo(1);
  }

  private static void assertRefused(ImportSummary summary, String source, String column) {
    assertThat(summary.read()).isEqualTo(1);
    assertThat(summary.loaded()).isZero();
    assertThat(summary.refused()).isEqualTo(1);
    assertThat(summary.refusals()).hasSize(1);
    RefusedLines refusal = summary.refusals().getFirst();
    assertThat(refusal.source()).isEqualTo(source);
    assertThat(refusal.column()).isEqualTo(column);
    assertThat(refusal.lines()).containsExactly(2L);
    assertThat(refusal.reason()).isNotBlank();
  }

  @Test
  void aLineWithTooFewOrTooManyCellsIsRefusedWhole() {
    ImportSummary summary =
        load(
            EVENTS,
            List.of(
                List.of("e2", "bob"),
                event("e3", "bob"),
                List.of("e4", "bob", "purchase", "2026-01-02T00:00:00Z", "1", "2")));

    assertThat(summary.refused()).isEqualTo(2);
    assertThat(summary.loaded()).isEqualTo(1);
    assertThat(summary.refusals().stream().flatMap(it -> it.lines().stream()))
        .containsExactlyInAnyOrder(2L, 4L);
    assertThat(summary.refusals()).allSatisfy(it -> assertThat(it.column()).isEmpty());
  }

  @Test
  void refusalsOfOneKindAreToldTogetherWithoutTheCells() {
    ImportSummary summary =
        load(
            EVENTS,
            List.of(
                List.of("e2", "bob", "purchase", "2026-01-02T00:00:00Z", "secret"),
                List.of("e3", "bob", "purchase", "2026-01-02T00:00:00Z", "secret too")));

    assertThat(summary.refusals()).hasSize(1);
    assertThat(summary.refusals().getFirst().lines()).containsExactly(2L, 3L);
    assertThat(summary.refusals().getFirst().reason()).doesNotContain("secret");
  }

  @Test
  void anEventIdIsLoadedOnceWithinAnImport() {
    ImportSummary summary =
        load(EVENTS, List.of(event("e2", "ada"), event("e2", "bob"), event("e3", "ada")));

    assertThat(summary.loaded()).isEqualTo(2);
    assertThat(summary.duplicates()).isEqualTo(1);
    assertThat(summary.refused()).isZero();
    assertThat(engine.count("did('purchase').count() == 3")).isEqualTo(1);
    assertThat(engine.count("everyone()")).as("a dropped line makes no customer").isEqualTo(1);
  }

  @Test
  void anEventIdIsLoadedOnceAcrossImports() {
    ImportSummary summary = load(EVENTS, List.of(event("e1", "bob"), event("e2", "bob")));

    assertThat(summary.loaded()).isEqualTo(1);
    assertThat(summary.duplicates()).isEqualTo(1);
    assertThat(engine.count("did('purchase').count() == 1")).isEqualTo(2);
  }

  @Test
  void withoutAnEventIdEveryLineIsAnEvent() {
    TableSpec nameless = new TableSpec(Kind.EVENTS, "nameless.csv", EVENTS.columns().subList(1, 5));
    List<String> line = List.of("ada", "purchase", "2026-01-02T00:00:00Z", "1");
    load(nameless, List.of(line, line));
    load(nameless, List.of(line));
    load(EVENTS, List.of(event("", "ada"), event("", "ada")));

    assertThat(engine.count("did('purchase').count() == 6")).isEqualTo(1);
  }

  @Test
  void anInferredTypeThatContradictsTheWorkspaceIsRefusedWithWhatWouldMendIt() {
    Column age =
        new Column(
            "age",
            Optional.of(ValueType.KEYWORD),
            false,
            Map.of(
                ValueType.BOOLEAN,
                2L,
                ValueType.NUMBER,
                17L,
                ValueType.DATE,
                2L,
                ValueType.INSTANT,
                2L),
            2);
    TableSpec table =
        new TableSpec(Kind.CUSTOMERS, "more.csv", List.of(Column.reserved("customer_id"), age));

    try (ImportSession session = engine.startImport(WORKSPACE, Strictness.LENIENT)) {
      assertThatThrownBy(() -> session.table(table))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.code()).isEqualTo(Code.TYPE_CONFLICT))
          .hasMessageContaining("more.csv")
          .hasMessageContaining("age")
          .hasMessageContaining("keyword")
          .hasMessageContaining("number")
          .hasMessageContaining("17")
          .hasMessageContaining("age:number");
    }
    assertThat(engine.count("age == 36")).isEqualTo(1);
  }

  @Test
  void aDeclaredTypeThatContradictsAnEarlierTableIsRefused() {
    TableSpec table =
        new TableSpec(
            Kind.EVENTS,
            "more.csv",
            List.of(
                Column.reserved("customer_id"),
                Column.reserved("event"),
                Column.reserved("timestamp"),
                Column.declared("amount", ValueType.TEXT)));

    try (ImportSession session = engine.startImport(WORKSPACE, Strictness.LENIENT)) {
      assertRefused(session, table, Code.TYPE_CONFLICT);
    }
  }

  @Test
  void aTableWithoutItsColumnsIsRefused() {
    try (ImportSession session = engine.startImport(WORKSPACE, Strictness.LENIENT)) {
      for (String missing : List.of("customer_id", "event", "timestamp")) {
        List<Column> columns =
            EVENTS.columns().stream().filter(it -> !it.name().equals(missing)).toList();
        TableSpec table = new TableSpec(Kind.EVENTS, "less.csv", columns);
        assertRefused(session, table, Code.INVALID_ARGUMENT);
        assertThatThrownBy(() -> session.table(table)).hasMessageContaining(missing);
      }
    }
  }

  @Test
  void aDoubledOrNamelessColumnIsRefused() {
    Column id = Column.reserved("customer_id");
    Column age = Column.declared("age", ValueType.NUMBER);
    Column nameless = Column.declared("", ValueType.NUMBER);
    try (ImportSession session = engine.startImport(WORKSPACE, Strictness.LENIENT)) {
      assertRefused(
          session,
          new TableSpec(Kind.CUSTOMERS, "doubled.csv", List.of(id, age, age)),
          Code.INVALID_ARGUMENT);
      assertRefused(
          session,
          new TableSpec(Kind.CUSTOMERS, "nameless.csv", List.of(id, nameless)),
          Code.INVALID_ARGUMENT);
    }
  }

  private static void assertRefused(ImportSession session, TableSpec table, Code code) {
    assertThatThrownBy(() -> session.table(table))
        .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aStrictImportWithARefusedLineLoadsNothing() {
    try (ImportSession session = engine.startImport(WORKSPACE, Strictness.STRICT)) {
      int table = session.table(EVENTS);
      session.line(table, 2, event("e2", "bob"));
      session.line(table, 3, "e3", "", "purchase", "2026-01-02T00:00:00Z", "1");
      ImportSummary summary = session.commit();

      assertThat(summary.published()).isFalse();
      assertThat(summary.refused()).isEqualTo(1);
      assertThat(summary.refusals()).hasSize(1);
    }
    assertThat(engine.count("everyone()")).isEqualTo(1);
    assertThat(load(EVENTS, List.of(event("e2", "bob"))).loaded())
        .as("its event ids are free again")
        .isEqualTo(1);
  }

  @Test
  void anImportThatIsNotCommittedLoadsNothing() {
    try (ImportSession session = engine.startImport(WORKSPACE, Strictness.LENIENT)) {
      session.line(session.table(EVENTS), 2, event("e2", "bob"));
    }

    assertThat(engine.count("everyone()")).isEqualTo(1);
    assertThat(load(EVENTS, List.of(event("e2", "bob"))).loaded()).isEqualTo(1);
  }

  private static List<String> event(String id, String customer) {
    return List.of(id, customer, "purchase", "2026-01-02T00:00:00Z", "1");
  }

  private ImportSummary load(TableSpec spec, List<List<String>> lines) {
    return Loading.load(engine, WORKSPACE, List.of(new Table(spec, lines)));
  }
}
