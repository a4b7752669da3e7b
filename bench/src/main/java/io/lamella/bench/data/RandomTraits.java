package io.lamella.bench.data;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Customers with 25 traits of 200 values each, the first of which have 28 times as many as the
/// last; and a random half that nothing has to do with them.
///
/// @param size how many customers
public record RandomTraits(int size, long seed) {
  /// How many traits.
  public static final int TRAITS = 25;

  /// How many values a trait has.
  public static final int VALUES = 200;

  private static final long MEMORY_BYTES = 8L << 30;

  /// A trait's name.
  public static String name(int trait) {
    return "trait" + trait;
  }

  /// Takes customers one by one.
  private interface Visitor {
    /// @param values of each trait, by number; changed with the next customer
    void customer(int number, boolean half, int[] values);
  }

  private void forEach(Visitor visitor) {
    var random = new SplittableRandom(seed);
    int[] values = new int[TRAITS];
    for (int number = 0; number < size; number++) {
      for (int trait = 0; trait < TRAITS; trait++) {
        double place = random.nextDouble();
        values[trait] = (int) (VALUES * place * place);
      }
      visitor.customer(number, random.nextBoolean(), values);
    }
  }

  /// Opens an engine and loads the traits and `half`.
  public Engine load(int threads) {
    Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, threads, Limits.DEFAULT));
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      List<Column> columns = new ArrayList<>();
      columns.add(Column.reserved(TableSpec.CUSTOMER_ID));
      columns.add(Column.declared("half", ValueType.BOOLEAN));
      for (int trait = 0; trait < TRAITS; trait++) {
        columns.add(Column.declared(name(trait), ValueType.KEYWORD));
      }
      List<String> texts = IntStream.range(0, VALUES).mapToObj(value -> "value-" + value).toList();
      int table = session.table(new TableSpec(TableSpec.Kind.CUSTOMERS, "traits", columns));
      forEach((number, half, values) -> {
        List<String> cells = new ArrayList<>(columns.size());
        cells.add(Integer.toString(number));
        cells.add(half ? "true" : "");
        for (int value : values) {
          cells.add(texts.get(value));
        }
        session.line(table, number, cells);
      });
      session.commit();
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /// Loads the same into a table `traits` of a DuckDB, values as numbers: nothing is decoded.
  public DuckTable duck() throws SQLException {
    StringBuilder columns = new StringBuilder("half BOOLEAN");
    for (int trait = 0; trait < TRAITS; trait++) {
      columns.append(", ").append(name(trait)).append(" SMALLINT");
    }
    return DuckTable.load(
        "traits",
        columns.toString(),
        rows ->
            forEach((number, half, values) ->
                rows.row(cells -> {
                  cells.append(half);
                  for (int value : values) {
                    cells.append((short) value);
                  }
                })));
  }
}
