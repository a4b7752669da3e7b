package io.lamella.engine.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Summary;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Goal: boolean questions over a million customers are counted and summed up exactly. Method: the
/// Set Query Benchmark (P. E. O'Neil; Benchmark Handbook, 1993), its counts of Q1 to Q4 and sums of
/// Q2 to Q4.
@Tag("long")
class SetQueryTest {

  private static final int CUSTOMERS = 1_000_000;
  private static final long MEMORY_BYTES = 4L << 30;
  private static final long MULTIPLIER = 16_807;
  private static final long MODULUS = Integer.MAX_VALUE;

  private static final List<Integer> CARDINALITIES =
      List.of(500_000, 250_000, 100_000, 40_000, 10_000, 1_000, 100, 25, 10, 5, 4, 2);

  private static final Engine ENGINE =
      Engine.open(new EngineConfig(MEMORY_BYTES, 2, Limits.DEFAULT));

  @BeforeAll
  static void load() {
    SharedFiles.find("acceptance/set_query.json");
    List<Column> columns = new ArrayList<>();
    columns.add(Column.reserved(TableSpec.CUSTOMER_ID));
    columns.add(Column.declared("KSEQ", ValueType.NUMBER));
    CARDINALITIES.forEach(
        cardinality -> columns.add(Column.declared(name(cardinality), ValueType.NUMBER)));
    try (ImportSession session = ENGINE.startImport("default", ImportSession.Strictness.STRICT)) {
      int table = session.table(new TableSpec(TableSpec.Kind.CUSTOMERS, "BENCH", columns));
      long number = MULTIPLIER;
      for (int customer = 1; customer <= CUSTOMERS; customer++) {
        String[] cells = new String[columns.size()];
        cells[0] = Integer.toString(customer);
        cells[1] = cells[0];
        for (int i = 0; i < CARDINALITIES.size(); i++) {
          cells[i + 2] = Long.toString(number % CARDINALITIES.get(i) + 1);
          number = MULTIPLIER * number % MODULUS;
        }
        session.line(table, customer + 1, cells);
      }
      assertThat(session.commit().published()).isTrue();
    }
  }

  private static String name(int cardinality) {
    return cardinality < 1_000 ? "K" + cardinality : "K" + cardinality / 1_000 + "K";
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void oneConditionIsCountedExactly() {
    expected("Q1: COUNT(*) WHERE KN=2")
        .forEach((name, count) -> check(name + " == 2", ((Number) count).longValue()));
  }

  @Test
  void twoConditionsAreCountedExactly() {
    checkEach("Q2A: K2=2 AND KN=3", name -> "K2 == 2 && " + name + " == 3");
  }

  @Test
  void oneConditionWithoutAnotherIsCountedExactly() {
    checkEach("Q2B: K2=2 AND NOT KN=3", name -> "K2 == 2 && !(" + name + " == 3)");
  }

  @Test
  void aRangeAndAConditionAreCountedExactly() {
    checkEach(
        "Q3A: SUM(K1K) WHERE KSEQ BETWEEN 400000 AND 500000 AND KN=3",
        name -> "KSEQ >= 400000 && KSEQ <= 500000 && " + name + " == 3");
  }

  @Test
  void severalRangesAndAConditionAreCountedExactly() {
    String ranges =
        "(KSEQ >= 400000 && KSEQ <= 410000 || KSEQ >= 420000 && KSEQ <= 430000"
            + " || KSEQ >= 440000 && KSEQ <= 450000 || KSEQ >= 460000 && KSEQ <= 470000"
            + " || KSEQ >= 480000 && KSEQ <= 500000)";
    checkEach(
        "Q3B: SUM(K1K) WHERE (KSEQ in 400000-410000,420000-430000,440000-450000,460000-470000,"
            + "480000-500000) AND KN=3",
        name -> ranges + " && " + name + " == 3");
  }

  @Test
  void threeConditionsAreCountedExactly() {
    checkEach("Q4A (3 consecutive conditions)", SetQueryTest::translated);
  }

  @Test
  void fiveConditionsAreCountedExactly() {
    checkEach("Q4B (5 consecutive conditions, cyclic)", SetQueryTest::translated);
  }

  /// From SQL's words.
  private static String translated(String condition) {
    return condition
        .replace("=", " == ")
        .replaceAll("(\\w+) BETWEEN (\\d+) AND (\\d+)", "$1 >= $2 && $1 <= $3")
        .replace("AND", "&&")
        .replace("OR", "||");
  }

  private static void checkEach(String query, UnaryOperator<String> expression) {
    expected(query).forEach((name, answer) -> check(expression.apply(name), Json.object(answer)));
  }

  /// The count, and the sum that O'Neil asks for: of the customers' numbers, or of `K1K`.
  private static void check(String expression, Map<String, Object> answer) {
    check(expression, Json.number(answer, "count"));
    String summed = answer.containsKey("sumK1K") ? "K1K" : "KSEQ";
    long expected = Json.number(answer, "sum" + summed);
    try (PreparedQuestion prepared = ENGINE.prepare(Question.of(expression))) {
      Summary summary = prepared.summary(List.of(summed), List.of(), Deadline.none());
      BigDecimal sum =
          summary
              .numbers()
              .getFirst()
              .figures()
              .map(figures -> figures.sum().decimal())
              .orElse(BigDecimal.ZERO);
      assertThat(sum)
          .as("sum of %s: %s", summed, expression)
          .isEqualByComparingTo(BigDecimal.valueOf(expected));
    }
  }

  private static void check(String expression, long expected) {
    assertThat(ENGINE.count(expression)).as(expression).isEqualTo(expected);
  }

  private static Map<String, Object> expected(String query) {
    Path file = SharedFiles.find("acceptance/set_query.json");
    try {
      Map<String, Object> all = Json.parse(Files.readString(file));
      return Json.object(Json.member(Json.object(Json.member(all, "expected")), query));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
