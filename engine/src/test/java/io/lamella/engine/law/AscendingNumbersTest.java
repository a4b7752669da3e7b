package io.lamella.engine.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Goal: a range of numbers that follow the order of customers is exact alone and beside other
/// conditions, in chunks where they ascend to the end, where they end early, where one is missing
/// and where one is out of order. Method: five chunks, a plain count.
class AscendingNumbersTest {
  private static final long SEED = 20_261_126;
  private static final int CHUNK = 1 << 16;
  private static final int CUSTOMERS = 4 * CHUNK + 1_000;
  private static final int NONE = -1;

  /// Which of a chunk's customers is treated apart.
  private static final int ODD = 40_000;

  private final int[] numbers = new int[CUSTOMERS];
  private final boolean[] rare = new boolean[CUSTOMERS];
  private final boolean[] half = new boolean[CUSTOMERS];

  @Test
  void rangesOfAscendingNumbersAreExact() {
    var random = new SplittableRandom(SEED);
    make(random);
    try (Engine engine = Engine.open(new EngineConfig(1L << 30, 1, Limits.DEFAULT))) {
      load(engine);
      for (int question = 0; question < 150; question++) {
        int low = random.nextInt(numbers[CUSTOMERS - 1] + 100) - 50;
        int high = low + random.nextInt(question % 3 == 0 ? 20 : 40_000);
        ask(engine, low, high);
      }
      for (String two : List.of("rare && half", "rare || half", "half && !rare")) {
        try (PreparedQuestion prepared = engine.prepare(Question.of(two))) {
          assertThat(prepared.explain(Deadline.none()).evaluation().bytesRead())
              .as("what %s reads", two)
              .isPositive();
        }
      }
    }
  }

  private void make(SplittableRandom random) {
    int number = 1;
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      // Equal numbers side by side, and gaps.
      number += random.nextInt(3) == 0 ? random.nextInt(4) : 0;
      numbers[customer] = number;
      rare[customer] = random.nextInt(900) == 0;
      half[customer] = random.nextBoolean();
    }
    numbers[CHUNK + ODD] = NONE;
    IntStream.range(2 * CHUNK + ODD, 3 * CHUNK).forEach(customer -> numbers[customer] = NONE);
    numbers[3 * CHUNK + ODD] = 7;
  }

  private void load(Engine engine) {
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      List<Column> columns = new ArrayList<>(List.of(Column.reserved(TableSpec.CUSTOMER_ID)));
      columns.add(Column.declared("number", ValueType.NUMBER));
      columns.add(Column.declared("rare", ValueType.BOOLEAN));
      columns.add(Column.declared("half", ValueType.BOOLEAN));
      int table =
          session.table(new TableSpec(TableSpec.Kind.CUSTOMERS, "ascending numbers", columns));
      for (int customer = 0; customer < CUSTOMERS; customer++) {
        String number = numbers[customer] == NONE ? "" : Integer.toString(numbers[customer]);
        session.line(
            table,
            customer,
            List.of(
                "c" + customer,
                number,
                rare[customer] ? "true" : "",
                half[customer] ? "true" : "false"));
      }
      session.commit();
    }
  }

  private void ask(Engine engine, int low, int high) {
    String range = "number >= " + low + " && number <= " + high;
    IntPredicate in = customer -> numbers[customer] >= low && numbers[customer] <= high;
    IntPredicate inside = customer -> numbers[customer] != NONE && in.test(customer);
    check(engine, range, inside);
    check(engine, range + " && half", customer -> inside.test(customer) && half[customer]);
    check(engine, range + " && rare", customer -> inside.test(customer) && rare[customer]);
    check(
        engine,
        "rare && half && !(" + range + ")",
        customer -> rare[customer] && half[customer] && !inside.test(customer));
    check(engine, "(" + range + ") || rare", customer -> inside.test(customer) || rare[customer]);
    check(
        engine,
        "half && ((" + range + ") || number in [7, 900, " + low + "])",
        customer ->
            half[customer]
                && numbers[customer] != NONE
                && (inside.test(customer) || List.of(7, 900, low).contains(numbers[customer])));
    check(engine, "half && !(" + range + ")", customer -> half[customer] && !inside.test(customer));
  }

  private static void check(Engine engine, String expression, IntPredicate expected) {
    Question question = Question.of(expression);
    List<String> members =
        IntStream.range(0, CUSTOMERS).filter(expected).mapToObj(c -> "c" + c).toList();
    assertThat(engine.count(question))
        .as("%s, seed=%d", expression, SEED)
        .isEqualTo(members.size());
    try (PreparedQuestion prepared = engine.prepare(question)) {
      List<String> listed = new ArrayList<>();
      prepared.members(Deadline.none()).forEachRemaining(listed::addAll);
      assertThat(listed).as("%s, seed=%d", expression, SEED).isEqualTo(members);
    }
  }
}
