package io.lamella.bench.data;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.query.Limits;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/// Customers with one visit on each of some random days, the last of which ends at [Shoppers#NOW]:
/// in Lamella, in RoaringBitmaps and in DuckDB.
///
/// @param size how many customers
/// @param days how many days
/// @param density the share of customers who visit on a day
public record Visits(int size, int days, double density, long seed) {
  private static final long MEMORY_BYTES = 12L << 30;

  /// Takes visits one by one, customer by customer.
  private interface Visitor {
    /// @param day from 0, the earliest
    void visit(int customer, int day);
  }

  private void forEach(Visitor visitor) {
    var random = new SplittableRandom(seed);
    double perGap = 1 / Math.log1p(-density);
    long cells = (long) size * days;
    // Jumps from one visit to the next: a geometric distance.
    for (long cell = gap(random, perGap); cell < cells; cell += 1 + gap(random, perGap)) {
      visitor.visit((int) (cell / days), (int) (cell % days));
    }
  }

  /// Takes the days of each customer with a visit, customer by customer.
  void forEachVisitor(Consumer<List<Integer>> visitor) {
    List<Integer> visitDays = new ArrayList<>();
    int[] current = {-1};
    forEach((customer, day) -> {
      if (customer != current[0] && !visitDays.isEmpty()) {
        visitor.accept(List.copyOf(visitDays));
        visitDays.clear();
      }
      current[0] = customer;
      visitDays.add(day);
    });
    if (!visitDays.isEmpty()) {
      visitor.accept(List.copyOf(visitDays));
    }
  }

  private static long gap(SplittableRandom random, double perGap) {
    return (long) (Math.log(1 - random.nextDouble()) * perGap);
  }

  /// Opens an engine of one thread and loads the visits.
  public Engine load() {
    Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT));
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      int customers =
          session.table(
              new TableSpec(
                  TableSpec.Kind.CUSTOMERS,
                  "customers",
                  List.of(TableSpec.Column.reserved(TableSpec.CUSTOMER_ID))));
      for (int number = 0; number < size; number++) {
        session.line(customers, number, List.of(Integer.toString(number)));
      }
      int events =
          session.table(
              new TableSpec(
                  TableSpec.Kind.EVENTS,
                  "visits",
                  Stream.of(TableSpec.CUSTOMER_ID, TableSpec.EVENT, TableSpec.TIMESTAMP)
                      .map(TableSpec.Column::reserved)
                      .toList()));
      String[] instants =
          IntStream.range(0, days)
              .mapToObj(
                  day -> Shoppers.NOW.minus(Duration.ofDays(days - (long) day)).plusSeconds(43_200))
              .map(Object::toString)
              .toArray(String[]::new);
      forEach((customer, day) ->
          session.line(
              events, customer, List.of(Integer.toString(customer), "visit", instants[day])));
      session.commit();
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /// One run-optimised bitmap a day, the earliest first.
  public List<RoaringBitmap> roaring() {
    List<RoaringBitmapWriter<RoaringBitmap>> writers =
        IntStream.range(0, days)
            .mapToObj(_ -> RoaringBitmapWriter.writer().runCompress(true).get())
            .toList();
    forEach((customer, day) -> writers.get(day).add(customer));
    return writers.stream().map(RoaringBitmapWriter::get).toList();
  }

  /// A table `visits (customer, day)`, sorted by day, on one thread.
  public Connection duck() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute("CREATE TABLE arrived (customer INTEGER, day SMALLINT)");
      try (DuckDBAppender rows =
          connection.unwrap(DuckDBConnection.class).createAppender("main", "arrived")) {
        forEach((customer, day) -> {
          try {
            rows.beginRow();
            rows.append(customer);
            rows.append((short) day);
            rows.endRow();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
      }
      statement.execute("CREATE TABLE visits AS SELECT * FROM arrived ORDER BY day, customer");
      statement.execute("DROP TABLE arrived");
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
