package io.lamella.bench.data;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// The shoppers in DuckDB, in memory, on one thread: flags as boolean columns and, a second time,
/// as the bits of one small integer; visits sorted by day. Beside these, for those who would keep
/// more: visits sorted by customer, and each customer's days as the bits of one integer.
public final class DuckShoppers implements AutoCloseable {
  private final Connection connection;

  private DuckShoppers(Connection connection) {
    this.connection = connection;
  }

  /// Loads the shoppers.
  public static DuckShoppers load(Shoppers shoppers) throws SQLException {
    var duck = new DuckShoppers(DriverManager.getConnection("jdbc:duckdb:"));
    try (Statement statement = duck.connection.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute(
          "CREATE TABLE customers (id INTEGER, a BOOLEAN, b BOOLEAN, c BOOLEAN, d BOOLEAN, e BOOLEAN,"
              + " f BOOLEAN, g BOOLEAN, flags UTINYINT, days USMALLINT)");
      statement.execute("CREATE TABLE arrived (customer INTEGER, day UTINYINT)");
      duck.append(shoppers);
      statement.execute("CREATE TABLE visits AS SELECT * FROM arrived ORDER BY day, customer");
      statement.execute("CREATE TABLE by_customer AS SELECT * FROM arrived ORDER BY customer, day");
      statement.execute("DROP TABLE arrived");
      return duck;
    } catch (SQLException | RuntimeException e) {
      duck.close();
      throw e;
    }
  }

  private void append(Shoppers shoppers) throws SQLException {
    var duck = connection.unwrap(DuckDBConnection.class);
    try (DuckDBAppender customers = duck.createAppender("main", "customers");
        DuckDBAppender visits = duck.createAppender("main", "arrived")) {
      shoppers.forEach((number, flags, visitBits) -> {
        try {
          customers.beginRow();
          customers.append(number);
          for (int flag = 0; flag < Shoppers.FLAGS.size(); flag++) {
            customers.append((flags >>> flag & 1) != 0);
          }
          customers.append((byte) flags);
          customers.append((short) visitBits);
          customers.endRow();
          for (int day = 0; day < Shoppers.DAYS; day++) {
            if ((visitBits >>> day & 1) != 0) {
              visits.beginRow();
              visits.append(number);
              visits.append((byte) day);
              visits.endRow();
            }
          }
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      });
    }
  }

  /// Prepares a question that answers with one number.
  public PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /// Asks a prepared question.
  public static long ask(PreparedStatement statement) {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
