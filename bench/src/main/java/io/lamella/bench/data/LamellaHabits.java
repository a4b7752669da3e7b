package io.lamella.bench.data;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The habits in Lamella, one import a behaviour.
public final class LamellaHabits {
  private static final long MEMORY_BYTES = 16L << 30;

  private LamellaHabits() {}

  /// Opens an engine of one thread and loads the habits.
  public static Engine load(Habits habits) {
    return load(habits, Stream.concat(Habits.ASKED.stream(), Habits.UNASKED.stream()).toList());
  }

  /// The same with some of the behaviours.
  public static Engine load(Habits habits, List<Habits.Habit> some) {
    Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT));
    try {
      customers(engine, habits);
      some.forEach(habit -> events(engine, habits, habit));
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private static void customers(Engine engine, Habits habits) {
    try (ImportSession session = start(engine)) {
      int table =
          session.table(
              new TableSpec(
                  TableSpec.Kind.CUSTOMERS,
                  "customers",
                  List.of(
                      Column.reserved(TableSpec.CUSTOMER_ID),
                      Column.declared("suppressed", ValueType.BOOLEAN),
                      Column.declared("points", ValueType.NUMBER),
                      Column.declared("home", ValueType.LOCATION))));
      habits.forEachCustomer((number, suppressed, points, latitude, longitude) ->
          session.line(
              table,
              number,
              List.of(
                  Integer.toString(number),
                  suppressed ? "true" : "",
                  Integer.toString(points),
                  degrees(latitude) + "," + degrees(longitude))));
      session.commit();
    }
  }

  private static String degrees(int units) {
    return BigDecimal.valueOf(units, 7).toPlainString();
  }

  private static void events(Engine engine, Habits habits, Habits.Habit habit) {
    try (ImportSession session = start(engine)) {
      List<Column> columns = new ArrayList<>();
      columns.add(Column.reserved(TableSpec.CUSTOMER_ID));
      columns.add(Column.reserved(TableSpec.EVENT));
      columns.add(Column.reserved(TableSpec.TIMESTAMP));
      for (Habits.Property property : habit.properties()) {
        columns.add(
            Column.declared(
                property.name(),
                property.kind() == Habits.Kind.HUNDREDTHS ? ValueType.NUMBER : ValueType.KEYWORD));
      }
      int table = session.table(new TableSpec(TableSpec.Kind.EVENTS, habit.name(), columns));
      long[] line = {0};
      habits.forEach(
          habit,
          (customer, millis, values) -> {
            List<String> cells = new ArrayList<>(columns.size());
            cells.add(Integer.toString(customer));
            cells.add(habit.name());
            cells.add(Instant.ofEpochMilli(millis).toString());
            for (int i = 0; i < values.length; i++) {
              cells.add(habit.properties().get(i).text(values[i]));
            }
            session.line(table, line[0]++, cells);
          });
      session.commit();
    }
  }

  private static ImportSession start(Engine engine) {
    return engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT);
  }
}
