package io.lamella.bench.data;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// The habits in DuckDB, in memory, on one thread: each behaviour that is asked about is a table of
/// its own, `(customer, millis, properties …)`, sorted by day, then customer, so that windows skip
/// what lies outside and customers lie together. Words are numbers from 0 on, amounts hundredths:
/// nothing is decoded. What nobody asks about is not there.
public final class DuckHabits implements AutoCloseable {
  private static final long DAY_MILLIS = 86_400_000;

  private final Connection connection;

  private DuckHabits(Connection connection) {
    this.connection = connection;
  }

  /// Loads the habits.
  public static DuckHabits load(Habits habits) throws SQLException {
    var duck = new DuckHabits(DriverManager.getConnection("jdbc:duckdb:"));
    try {
      duck.execute("SET threads = 1");
      duck.execute(
          "CREATE TABLE customers (id INTEGER, suppressed BOOLEAN, points INTEGER, latitude DOUBLE,"
              + " longitude DOUBLE)");
      try (DuckDBAppender rows = duck.appender("customers")) {
        habits.forEachCustomer((number, suppressed, points, latitude, longitude) ->
            append(
                rows,
                () -> {
                  rows.append(number);
                  rows.append(suppressed);
                  rows.append(points);
                  rows.append(latitude / 1e7);
                  rows.append(longitude / 1e7);
                }));
      }
      for (Habits.Habit habit : Habits.ASKED) {
        duck.load(habits, habit);
      }
      return duck;
    } catch (SQLException | RuntimeException e) {
      duck.close();
      throw e;
    }
  }

  private void load(Habits habits, Habits.Habit habit) throws SQLException {
    String columns =
        habit.properties().stream()
            .map(property -> ", " + property.name() + " INTEGER")
            .collect(Collectors.joining());
    execute("CREATE TABLE arrived (customer INTEGER, millis BIGINT" + columns + ")");
    try (DuckDBAppender rows = appender("arrived")) {
      habits.forEach(
          habit,
          (customer, millis, values) ->
              append(
                  rows,
                  () -> {
                    rows.append(customer);
                    rows.append(millis);
                    for (int value : values) {
                      rows.append(value);
                    }
                  }));
    }
    execute(
        "CREATE TABLE "
            + habit.name()
            + " AS SELECT * FROM arrived ORDER BY millis // "
            + DAY_MILLIS
            + ", customer, millis");
    execute("DROP TABLE arrived");
  }

  /// Appends the cells of a row.
  private interface Cells {
    void append() throws SQLException;
  }

  private static void append(DuckDBAppender rows, Cells cells) {
    try {
      rows.beginRow();
      cells.append();
      rows.endRow();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private DuckDBAppender appender(String table) throws SQLException {
    return connection.unwrap(DuckDBConnection.class).createAppender("main", table);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Prepares a question that answers with one number.
  public PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
