package io.lamella.bench.data;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// One table in a DuckDB, in memory.
public final class DuckTable implements AutoCloseable {
  private final Connection connection;

  private DuckTable(Connection connection) {
    this.connection = connection;
  }

  /// Takes the cells of a row.
  interface Cells {
    void append(DuckDBAppender cells) throws SQLException;
  }

  /// Takes rows.
  interface Rows {
    void row(Cells cells);
  }

  /// Makes a table.
  ///
  /// @param columns as in `CREATE TABLE`
  static DuckTable load(String name, String columns, Consumer<Rows> rows) throws SQLException {
    var duck = new DuckTable(DriverManager.getConnection("jdbc:duckdb:"));
    try {
      duck.execute("CREATE TABLE " + name + " (" + columns + ")");
      try (DuckDBAppender appender =
          duck.connection.unwrap(DuckDBConnection.class).createAppender("main", name)) {
        rows.accept(cells -> append(appender, cells));
      }
      return duck;
    } catch (SQLException | RuntimeException e) {
      duck.close();
      throw e;
    }
  }

  private static void append(DuckDBAppender appender, Cells cells) {
    try {
      appender.beginRow();
      cells.append(appender);
      appender.endRow();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Lets so many threads answer.
  public void threads(int threads) throws SQLException {
    execute("SET threads = " + threads);
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
