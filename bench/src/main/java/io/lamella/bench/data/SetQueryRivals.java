package io.lamella.bench.data;

import io.lamella.bench.Form;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.roaringbitmap.RoaringBitmap;

/// The Set Query table at the rivals: in RoaringBitmaps for the values that are asked for, as an
/// index would hold one for each value, and in DuckDB as integer columns, on one thread.
public final class SetQueryRivals implements AutoCloseable {
  /// The queries ask for these values of a column.
  private static final int LARGEST_ASKED = 3;

  private final Connection connection;

  /// By column, then by value.
  private final List<List<RoaringBitmap>> bitmaps = new ArrayList<>();

  private SetQueryRivals(Connection connection) {
    this.connection = connection;
  }

  /// Loads the table.
  public static SetQueryRivals of(SetQueryTable table) throws SQLException {
    var rivals = new SetQueryRivals(DriverManager.getConnection("jdbc:duckdb:"));
    try (Statement statement = rivals.connection.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute(
          "CREATE TABLE bench (KSEQ INTEGER, "
              + SetQueryTable.CARDINALITIES.stream()
                  .map(cardinality -> SetQueryTable.name(cardinality) + " INTEGER")
                  .collect(Collectors.joining(", "))
              + ")");
      rivals.append(table);
      return rivals;
    } catch (SQLException | RuntimeException e) {
      rivals.close();
      throw e;
    }
  }

  private void append(SetQueryTable table) throws SQLException {
    for (int column = 0; column < SetQueryTable.CARDINALITIES.size(); column++) {
      List<RoaringBitmap> values = new ArrayList<>();
      for (int value = 0; value <= LARGEST_ASKED; value++) {
        values.add(new RoaringBitmap());
      }
      bitmaps.add(values);
    }
    try (DuckDBAppender rows =
        connection.unwrap(DuckDBConnection.class).createAppender("main", "bench")) {
      table.forEach((number, values) -> {
        try {
          rows.beginRow();
          rows.append(number);
          for (int column = 0; column < values.length; column++) {
            rows.append(values[column]);
            if (values[column] <= LARGEST_ASKED) {
              bitmaps.get(column).get(values[column]).add(number - 1);
            }
          }
          rows.endRow();
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      });
    }
    bitmaps.forEach(values -> values.forEach(RoaringBitmap::runOptimize));
  }

  /// Who has a value, 1 to 3, of a column; customers count from 0.
  public RoaringBitmap values(int cardinality, int value) {
    return bitmaps.get(SetQueryTable.CARDINALITIES.indexOf(cardinality)).get(value);
  }

  /// Counts the rows of a condition.
  public Form duck(String condition) throws SQLException {
    var statement = connection.prepareStatement("SELECT count(*) FROM bench WHERE " + condition);
    return new Form("duckdb", () -> DuckShoppers.ask(statement));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
