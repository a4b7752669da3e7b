package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.croaring.CRoaring;
import io.lamella.bench.croaring.CRoaringDayCounts;
import io.lamella.bench.data.DuckShoppers;
import io.lamella.bench.data.LuceneVisits;
import io.lamella.bench.data.Visits;
import io.lamella.engine.Engine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/// *At least 2 of 90 days*, 3 % a day.
///
/// @param size how many customers
record Ninety(int size, Timing timing, Consumer<Trial> trials) {
  private static final String NAME = "atleast90";
  private static final String QUESTION = "did('visit').within(last('90d')).days() >= 2";
  private static final long SEED = 90;
  private static final int DAYS = 90;
  private static final double DENSITY = 0.03;
  private static final int TIMES = 2;
  private static final double ROARING_GOAL = 50;
  private static final double CROARING_GOAL = 30;
  private static final double DUCKDB_GOAL = 800;

  /// Every figure, in the order in which they come. That beside CRoaring is there if it is.
  static List<String> names() {
    return Stream.of("roaring", "limit", "croaring", "duckdb", "lucene")
        .filter(rival -> CRoaring.isGiven() || !rival.equals("croaring"))
        .map(rival -> NAME + "." + rival)
        .toList();
  }

  void measure(Consumer<Figure> out) throws SQLException, IOException {
    var visits = new Visits(size, DAYS, DENSITY, SEED);
    try (Engine engine = visits.load()) {
      Asked asked = Asked.ask(engine, NAME, QUESTION, timing, trials);
      List<RoaringBitmap> days = visits.roaring();
      out.accept(
          asked.faster("roaring", new RoaringCounting(days, size).atLeast(TIMES), ROARING_GOAL));
      // What is read are sums of several days, not the days: their bytes are the engine's own
      // count.
      out.accept(asked.above(asked.bytesRead()));
      if (CRoaring.isGiven()) {
        try (var counts = CRoaringDayCounts.of(days)) {
          out.accept(asked.faster("croaring", counts.atLeastTwo(), CROARING_GOAL));
        }
      }
      duck(visits, asked, out);
      try (LuceneVisits lucene = LuceneVisits.load(visits)) {
        out.accept(asked.beside("lucene", lucene.atLeast(TIMES)));
      }
    }
  }

  private static void duck(Visits visits, Asked asked, Consumer<Figure> out) throws SQLException {
    try (Connection duck = visits.duck();
        var statement =
            duck.prepareStatement(
                "SELECT count(*) FROM (SELECT customer FROM visits GROUP BY customer HAVING"
                    + " count(*) >= "
                    + TIMES
                    + ")")) {
      var group = new Form("duckdb GROUP BY, HAVING count", () -> DuckShoppers.ask(statement));
      out.accept(asked.faster("duckdb", List.of(group), DUCKDB_GOAL));
    }
  }
}
