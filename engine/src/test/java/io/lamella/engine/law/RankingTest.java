package io.lamella.engine.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: the top and bottom of many customers by a number are exact, however the numbers are
/// spread: so many that a sample says where the last one is looked for, in numbers that are all
/// different, few, nearly all the same, ascending, or far apart; and after some of them have
/// changed, at another scale too, and some customers were erased. Method: sorted arrays.
class RankingTest {
  private static final long SEED = 20_261_127;
  private static final int CUSTOMERS = 300_000;
  private static final List<String> PERCENTS =
      List.of("0.0001", "0.5", "5", "33.3333", "50", "99.9999", "100");

  /// How numbers are spread.
  enum Spread {
    DIFFERENT,
    FEW,
    NEARLY_ALL_THE_SAME,
    ASCENDING,
    FAR_APART;

    long number(SplittableRandom random, int customer) {
      return switch (this) {
        case DIFFERENT -> random.nextLong(-40_000_000, 40_000_000);
        case FEW -> random.nextLong(3);
        case NEARLY_ALL_THE_SAME -> random.nextInt(50) == 0 ? random.nextLong(100_000) : 5_000;
        case ASCENDING -> customer / 7;
        case FAR_APART ->
            random.nextBoolean()
                ? random.nextLong(-100, 100)
                : random.nextLong(-100_000_000_000_000_000L, 100_000_000_000_000_000L);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLastOfEachEndIsFound(Spread spread) {
    var random = new SplittableRandom(SEED);
    BigDecimal[] numbers = new BigDecimal[CUSTOMERS];
    try (Engine engine = Engine.open(new EngineConfig(1L << 30, 1, Limits.DEFAULT))) {
      load(engine, random, spread, numbers);
      compare(engine, numbers, "as imported");

      List<Write> writes = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        int customer = random.nextInt(CUSTOMERS);
        String id = "c" + customer;
        if (i % 100 == 0) {
          numbers[customer] = null;
          writes.add(new Write.Erase(id));
        } else if (!writes.contains(new Write.Erase(id))) {
          // A scale that no number had.
          numbers[customer] = BigDecimal.valueOf(spread.number(random, customer), 3);
          writes.add(
              Write.Upsert.of(id, Map.of("number", new WriteValue.OfNumber(numbers[customer]))));
        }
      }
      engine.write(Question.DEFAULT_WORKSPACE, writes).join();
      compare(engine, numbers, "after writes");
    }
  }

  private static void load(
      Engine engine, SplittableRandom random, Spread spread, BigDecimal[] numbers) {
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      int table =
          session.table(
              new TableSpec(
                  TableSpec.Kind.CUSTOMERS,
                  "numbers",
                  List.of(
                      Column.reserved(TableSpec.CUSTOMER_ID),
                      Column.declared("number", ValueType.NUMBER))));
      for (int customer = 0; customer < CUSTOMERS; customer++) {
        boolean has = random.nextInt(10) > 0;
        if (has) {
          numbers[customer] = BigDecimal.valueOf(spread.number(random, customer), 2);
        }
        session.line(
            table, customer, List.of("c" + customer, has ? numbers[customer].toPlainString() : ""));
      }
      session.commit();
    }
  }

  private static void compare(Engine engine, BigDecimal[] numbers, String when) {
    BigDecimal[] sorted =
        Arrays.stream(numbers).filter(it -> it != null).sorted().toArray(BigDecimal[]::new);
    for (String percent : PERCENTS) {
      int k = (int) Math.ceil(Double.parseDouble(percent) * sorted.length / 100 - 1e-9);
      BigDecimal least = sorted[sorted.length - k];
      BigDecimal most = sorted[k - 1];
      assertThat(engine.count(Question.of("top(" + percent + ", number)")))
          .as("top %s %s", percent, when)
          .isEqualTo(Arrays.stream(sorted).filter(it -> it.compareTo(least) >= 0).count());
      assertThat(engine.count(Question.of("bottom(" + percent + ", number)")))
          .as("bottom %s %s", percent, when)
          .isEqualTo(Arrays.stream(sorted).filter(it -> it.compareTo(most) <= 0).count());
    }
  }
}
