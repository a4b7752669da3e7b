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
import java.util.stream.Stream;

/// The shoppers in Lamella: flags as booleans, visits as events.
public final class LamellaShoppers {
  private static final long MEMORY_BYTES = 16L << 30;

  private LamellaShoppers() {}

  /// Opens an engine of so many threads and loads the shoppers.
  public static Engine load(Shoppers shoppers, int threads) {
    Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, threads, Limits.DEFAULT));
    try {
      fill(engine, shoppers);
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /// Loads the shoppers into an engine.
  public static void fill(Engine engine, Shoppers shoppers) {
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      int customers =
          session.table(
              new TableSpec(
                  TableSpec.Kind.CUSTOMERS,
                  "shoppers",
                  Stream.concat(
                          Stream.of(Column.reserved(TableSpec.CUSTOMER_ID)),
                          Shoppers.FLAGS.stream()
                              .map(flag -> Column.declared(flag, ValueType.BOOLEAN)))
                      .toList()));
      int events =
          session.table(
              new TableSpec(
                  TableSpec.Kind.EVENTS,
                  "visits",
                  Stream.of(TableSpec.CUSTOMER_ID, TableSpec.EVENT, TableSpec.TIMESTAMP)
                      .map(Column::reserved)
                      .toList()));
      shoppers.forEach((number, flags, visits) -> {
        String id = Integer.toString(number);
        session.line(customers, number, cells(id, flags));
        for (int day = 0; day < Shoppers.DAYS; day++) {
          if ((visits >>> day & 1) != 0) {
            session.line(
                events, number, List.of(id, "visit", Shoppers.visit(number, day).toString()));
          }
        }
      });
      session.commit();
    }
  }

  private static List<String> cells(String id, int flags) {
    List<String> cells = new ArrayList<>(Shoppers.FLAGS.size() + 1);
    cells.add(id);
    for (int flag = 0; flag < Shoppers.FLAGS.size(); flag++) {
      cells.add((flags >>> flag & 1) != 0 ? "true" : "");
    }
    return cells;
  }
}
