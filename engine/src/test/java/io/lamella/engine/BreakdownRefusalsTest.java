package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.Breakdown.Slice;
import io.lamella.engine.api.BreakdownBy;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.oracle.Loading;
import io.lamella.engine.oracle.Table;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: a breakdown that cannot be given is refused by name, and no number is too large for one.
/// Method: 25,000 customers with numbers that lie close together and far apart.
class BreakdownRefusalsTest {

  private static final int CUSTOMERS = 25_000;

  private static Engine engine;

  @BeforeAll
  static void load() {
    engine = Engine.open(new EngineConfig(1L << 30, 1, Limits.DEFAULT));
    List<List<String>> lines = new ArrayList<>();
    for (int n = 0; n < CUSTOMERS; n++) {
      lines.add(
          List.of(
              "c" + n,
              Integer.toString(n % 10_001),
              Long.toString(n * 1_000_000L),
              Long.toString(n % 3 * 1_000_000_000L),
              n % 2 == 0 ? "0.000000001" : "999999999999999",
              "2026-01-01T00:00:00Z"));
    }
    Loading.load(
        engine,
        Question.DEFAULT_WORKSPACE,
        List.of(
            new Table(
                new TableSpec(
                    TableSpec.Kind.CUSTOMERS,
                    "customers",
                    List.of(
                        Column.reserved(TableSpec.CUSTOMER_ID),
                        Column.declared("close", ValueType.NUMBER),
                        Column.declared("apart", ValueType.NUMBER),
                        Column.declared("few", ValueType.NUMBER),
                        Column.declared("scales", ValueType.NUMBER),
                        Column.declared("since", ValueType.INSTANT))),
                lines),
            new Table(
                new TableSpec(
                    TableSpec.Kind.EVENTS,
                    "events",
                    List.of(
                        Column.reserved(TableSpec.CUSTOMER_ID),
                        Column.reserved(TableSpec.EVENT),
                        Column.reserved(TableSpec.TIMESTAMP),
                        Column.declared("session", ValueType.TEXT),
                        Column.declared("price", ValueType.NUMBER))),
                events())));
  }

  /// One session more than a breakdown takes, the first of them a month before all others.
  private static List<List<String>> events() {
    List<List<String>> events = new ArrayList<>();
    for (int n = 0; n <= Breakdown.MAX_EVENT_VALUES; n++) {
      String instant = n == 0 ? "2026-01-01T00:00:00Z" : "2026-02-01T00:00:00Z";
      events.add(List.of("c" + n % CUSTOMERS, "view", instant, "s" + n, ""));
    }
    events.add(List.of("c7", "buy", "2026-02-01T00:00:00Z", "", "1"));
    return events;
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void numbersOfTooManyValuesAreRefused() {
    for (String attribute : List.of("close", "apart")) {
      assertThat(refused("everyone()", attribute, 10))
          .hasMessage(
              "too many different values for a breakdown, ask for ranges instead: attribute="
                  + attribute
                  + ", limit=10000");
    }
    // What counts is how many there are inside.
    try (PreparedQuestion prepared = engine.prepare(Question.of("close != 7"))) {
      assertThat(prepared.breakdown("close", 3, Deadline.none()).otherValues()).isEqualTo(9_997);
    }
  }

  @Test
  void fewNumbersFarApartAreSpread() {
    try (PreparedQuestion prepared = engine.prepare(Question.of("close < 3"))) {
      assertThat(prepared.breakdown("few", 2, Deadline.none()).slices())
          .extracting(Slice::value, Slice::population)
          .containsExactly(tuple("0", 8_334L), tuple("1000000000", 8_333L));
      assertThat(prepared.breakdown("scales", 2, Deadline.none()).slices())
          .extracting(Slice::value, Slice::population)
          .containsExactlyInAnyOrder(
              tuple("0.000000001", 12_500L), tuple("999999999999999", 12_500L));
    }
  }

  @Test
  void whatCannotBeSpreadIsRefused() {
    assertThat(refused("everyone()", "since", 10))
        .hasMessage(
            "an instant has no breakdown by values, ask for calendar periods instead:"
                + " attribute=since");
    assertThat(refused("everyone()", "clos", 10).code()).isEqualTo(Code.UNKNOWN_NAME);
    assertThat(refused("everyone()", "clos", 10))
        .hasMessage("unknown attribute 'clos'; did you mean 'close'?");
    assertThat(refused("everyone()", "few", 0).code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refused("everyone()", "few", 1_001))
        .hasMessage("a breakdown lists 1 to 1000 values: limit=1001");
  }

  @Test
  void propertiesOfTooManyValuesAreRefused() {
    assertThat(refused(new BreakdownBy.EventProperty("view", "session", Optional.empty())).faults())
        .containsExactly(
            new Fault(
                "event_property.property",
                "too many different values for a breakdown, take events of a shorter time:"
                    + " property=session, limit=100000"));
    var question =
        new Question(
            Question.DEFAULT_WORKSPACE,
            List.of(new Expression.OfText("everyone()")),
            Optional.of(Instant.parse("2026-02-02T00:00:00Z")));
    var lastDays =
        new BreakdownBy.EventProperty("view", "session", Optional.of(new Span(2, Span.Unit.DAY)));
    try (PreparedQuestion prepared = engine.prepare(question)) {
      Breakdown breakdown = prepared.breakdown(lastDays, 1, Deadline.none());
      assertThat(breakdown.otherValues()).isEqualTo(99_999);
      assertThat(breakdown.other()).isEqualTo(CUSTOMERS - 1);
    }
  }

  @Test
  void whatEventsHaveNotIsRefusedByItsPlace() {
    assertThat(refused(new BreakdownBy.EventProperty("vieww", "sesion", Optional.empty())).faults())
        .containsExactlyInAnyOrder(
            new Fault(
                "event_property.behaviour", "unknown behaviour 'vieww'; did you mean 'view'?"),
            new Fault(
                "event_property.property", "unknown property 'sesion'; did you mean 'session'?"));
    assertThat(refused(new BreakdownBy.EventProperty("view", "price", Optional.empty())).faults())
        .containsExactly(
            new Fault("event_property.property", "no event of 'view' has the property 'price'"));
    assertThat(refused(new BreakdownBy.EventProperty("buy", "price", Optional.empty())).faults())
        .containsExactly(
            new Fault(
                "event_property.property",
                "'price' is a number, a breakdown by events is of keywords, texts and booleans"));
    var ages = Optional.of(new Span(10_001, Span.Unit.YEAR));
    assertThat(refused(new BreakdownBy.EventProperty("view", "session", ages)).faults())
        .containsExactly(
            new Fault("event_property.within", "a duration is at most 10000 years: '10001y'"));
  }

  @Test
  void aSampleHasItsLimits() {
    try (PreparedQuestion prepared = engine.prepare(Question.of("close < 3"))) {
      for (int limit : new int[] {0, 101}) {
        assertThatThrownBy(() -> prepared.sample(limit, Deadline.none()))
            .hasMessage("a sample has 1 to 100 members: limit=" + limit);
      }
    }
  }

  @Test
  void theDeadlineIsKept() {
    try (PreparedQuestion prepared = engine.prepare(Question.of("close < 3"))) {
      Deadline passed = Deadline.after(-1, () -> false);
      Deadline gone = Deadline.after(1L << 40, () -> true);
      for (String attribute : List.of("close", "few")) {
        assertThat(code(() -> prepared.breakdown(attribute, 3, passed)))
            .isEqualTo(Code.DEADLINE_PASSED);
        assertThat(code(() -> prepared.breakdown(attribute, 3, gone))).isEqualTo(Code.CANCELLED);
      }
      assertThat(code(() -> prepared.sample(3, passed))).isEqualTo(Code.DEADLINE_PASSED);
    }
  }

  private static EngineException refused(String expression, String attribute, int limit) {
    try (PreparedQuestion prepared = engine.prepare(Question.of(expression))) {
      return refusal(() -> prepared.breakdown(attribute, limit, Deadline.none()));
    }
  }

  private static EngineException refused(BreakdownBy by) {
    try (PreparedQuestion prepared = engine.prepare(Question.of("everyone()"))) {
      return refusal(() -> prepared.breakdown(by, 20, Deadline.none()));
    }
  }

  private static Code code(Runnable question) {
    return refusal(question).code();
  }

  private static EngineException refusal(Runnable question) {
    try {
      question.run();
    } catch (EngineException e) {
      return e;
    }
    throw new AssertionError("not refused");
  }
}
