package io.lamella.bench.data;

import io.lamella.bench.Form;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// The Set Query table in DuckDB: integer columns, in memory, on one thread.
public final class DuckSetQuery implements AutoCloseable {
  private final Connection connection;

  private DuckSetQuery(Connection connection) {
    this.connection = connection;
  }

  /// Loads the table.
  public static DuckSetQuery of(SetQueryTable table) throws SQLException {
    var duck = new DuckSetQuery(DriverManager.getConnection("jdbc:duckdb:"));
    try (Statement statement = duck.connection.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute(
          "CREATE TABLE bench (KSEQ INTEGER, "
              + SetQueryTable.CARDINALITIES.stream()
                  .map(cardinality -> SetQueryTable.name(cardinality) + " INTEGER")
                  .collect(Collectors.joining(", "))
              + ")");
      duck.append(table);
      return duck;
    } catch (SQLException | RuntimeException e) {
      duck.close();
      throw e;
    }
  }

  private void append(SetQueryTable table) throws SQLException {
    try (DuckDBAppender rows =
        connection.unwrap(DuckDBConnection.class).createAppender("main", "bench")) {
      table.forEach((number, values) -> {
        try {
          rows.beginRow();
          rows.append(number);
          for (int value : values) {
            rows.append(value);
          }
          rows.endRow();
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      });
    }
  }

  /// Counts the customers of a condition.
  public Form count(String condition) throws SQLException {
    var statement = connection.prepareStatement("SELECT count(*) FROM bench WHERE " + condition);
    return new Form("duckdb", () -> DuckShoppers.ask(statement));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
