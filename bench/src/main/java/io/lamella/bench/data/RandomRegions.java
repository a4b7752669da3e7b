package io.lamella.bench.data;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.util.List;
import java.util.SplittableRandom;

/// Customers of 200 regions, the first of which has 28 times as many as the last, and one in eight
/// without one; and random flags that nothing has to do with it.
///
/// @param size how many customers
public record RandomRegions(int size, long seed) {
  /// How many regions.
  public static final int REGIONS = 200;

  private static final long MEMORY_BYTES = 4L << 30;

  /// A region's name.
  public static String name(int region) {
    return "region-" + region;
  }

  /// Opens an engine of one thread with attributes `region`, `half` (one in two) and `few` (one in
  /// a hundred).
  public Engine load() {
    Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT));
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      int table =
          session.table(
              new TableSpec(
                  TableSpec.Kind.CUSTOMERS,
                  "regions",
                  List.of(
                      Column.reserved(TableSpec.CUSTOMER_ID),
                      Column.declared("region", ValueType.KEYWORD),
                      Column.declared("half", ValueType.BOOLEAN),
                      Column.declared("few", ValueType.BOOLEAN))));
      var random = new SplittableRandom(seed);
      for (int number = 0; number < size; number++) {
        double place = random.nextDouble();
        session.line(
            table,
            number,
            List.of(
                Integer.toString(number),
                random.nextInt(8) == 0 ? "" : name((int) (REGIONS * place * place)),
                random.nextBoolean() ? "true" : "",
                random.nextInt(100) == 0 ? "true" : ""));
      }
      session.commit();
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }
}
