package io.lamella.bench.data;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.util.ArrayList;
import java.util.List;

/// The table of the Set Query Benchmark (P. E. O'Neil; Benchmark Handbook, 1993), made for direct
/// marketing: customers 1 to N with their number and twelve random numbers of falling cardinality,
/// all from one sequence, so that every machine has the same table.
///
/// @param size how many customers
public record SetQueryTable(int size) {
  /// The drawn columns: how many different values each has, in the order in which they are drawn.
  public static final List<Integer> CARDINALITIES =
      List.of(500_000, 250_000, 100_000, 40_000, 10_000, 1_000, 100, 25, 10, 5, 4, 2);

  /// The column of the customer's own number.
  public static final String SEQUENCE = "KSEQ";

  /// Also the sequence's first number.
  private static final long MULTIPLIER = 16_807;

  private static final long MODULUS = Integer.MAX_VALUE;
  private static final long MEMORY_BYTES = 16L << 30;

  /// Takes customers one by one.
  public interface Visitor {
    /// @param number from 1
    /// @param values of the drawn columns; used again for the next customer
    void customer(int number, int[] values);
  }

  /// A drawn column's name: `K500K`, `K25`.
  public static String name(int cardinality) {
    return cardinality < 1_000 ? "K" + cardinality : "K" + cardinality / 1_000 + "K";
  }

  /// Makes every customer.
  public void forEach(Visitor visitor) {
    int[] values = new int[CARDINALITIES.size()];
    long drawn = MULTIPLIER;
    for (int number = 1; number <= size; number++) {
      for (int column = 0; column < values.length; column++) {
        values[column] = (int) (drawn % CARDINALITIES.get(column)) + 1;
        drawn = MULTIPLIER * drawn % MODULUS;
      }
      visitor.customer(number, values);
    }
  }

  /// Opens an engine of so many threads and loads the table, every column as a number.
  public Engine load(int threads) {
    Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, threads, Limits.DEFAULT));
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      int table = session.table(new TableSpec(TableSpec.Kind.CUSTOMERS, "BENCH", columns()));
      forEach((number, values) -> session.line(table, number, cells(number, values)));
      session.commit();
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.reserved(TableSpec.CUSTOMER_ID));
    columns.add(Column.declared(SEQUENCE, ValueType.NUMBER));
    CARDINALITIES.forEach(
        cardinality -> columns.add(Column.declared(name(cardinality), ValueType.NUMBER)));
    return columns;
  }

  private static List<String> cells(int number, int[] values) {
    List<String> cells = new ArrayList<>(values.length + 2);
    cells.add(Integer.toString(number));
    cells.add(Integer.toString(number));
    for (int value : values) {
      cells.add(Integer.toString(value));
    }
    return cells;
  }
}
