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
import java.util.SplittableRandom;

/// Customers with one evenly random number for each of some widths in bits, from 0 up to all that
/// the width holds.
///
/// @param size how many customers
/// @param widths in bits, below 31
public record RandomNumbers(int size, long seed, List<Integer> widths) {
  private static final long MEMORY_BYTES = 8L << 30;

  public RandomNumbers {
    widths = List.copyOf(widths);
  }

  /// A number's name in an expression.
  public static String name(int width) {
    return "b" + width;
  }

  /// The numbers of one width, by customer.
  public int[] values(int width) {
    return new SplittableRandom(seed + width).ints(size, 0, 1 << width).toArray();
  }

  /// Opens an engine of one thread and loads the numbers.
  public Engine load() {
    Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT));
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      List<Column> columns = new ArrayList<>();
      columns.add(Column.reserved(TableSpec.CUSTOMER_ID));
      widths.forEach(width -> columns.add(Column.declared(name(width), ValueType.NUMBER)));
      int table = session.table(new TableSpec(TableSpec.Kind.CUSTOMERS, "numbers", columns));
      List<int[]> values = widths.stream().map(this::values).toList();
      for (int number = 0; number < size; number++) {
        List<String> cells = new ArrayList<>(columns.size());
        cells.add(Integer.toString(number));
        for (int[] column : values) {
          cells.add(Integer.toString(column[number]));
        }
        session.line(table, number, cells);
      }
      session.commit();
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }
}
