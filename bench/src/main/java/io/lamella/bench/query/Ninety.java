package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.DuckShoppers;
import io.lamella.bench.data.Shoppers;
import io.lamella.bench.data.Visits;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Question;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/// *At least 2 of 90 days*, 3 % a day.
///
/// @param size how many customers
record Ninety(int size, Timing timing, Consumer<Trial> trials) {
  static final List<String> NAMES = List.of("atleast90.roaring", "atleast90.duckdb");

  private static final long SEED = 90;
  private static final int DAYS = 90;
  private static final double DENSITY = 0.03;
  private static final int TIMES = 2;
  private static final double ROARING_GOAL = 50;
  private static final double DUCKDB_GOAL = 800;

  void measure(Consumer<Figure> out) throws SQLException {
    var visits = new Visits(size, DAYS, DENSITY, SEED);
    Question question =
        Question.of("did('visit').within(last('90d')).days() >= 2").asOf(Shoppers.NOW);
    try (Engine engine = visits.load()) {
      long expected = engine.count(question);
      double nanos = time(expected, new Form("lamella", () -> engine.count(question)));
      List<RoaringBitmap> days = visits.roaring();
      double roaring =
          new RoaringCounting(days, size)
              .atLeast(TIMES).stream()
                  .mapToDouble(form -> time(expected, form))
                  .min()
                  .orElseThrow();
      out.accept(Figure.faster(NAMES.getFirst(), nanos, roaring, ROARING_GOAL));
      try (Connection duck = visits.duck();
          var statement =
              duck.prepareStatement(
                  "SELECT count(*) FROM (SELECT customer FROM visits GROUP BY customer HAVING"
                      + " count(*) >= 2)")) {
        double duckdb =
            time(
                expected,
                new Form("duckdb GROUP BY, HAVING count", () -> DuckShoppers.ask(statement)));
        out.accept(Figure.faster(NAMES.getLast(), nanos, duckdb, DUCKDB_GOAL));
      }
    }
  }

  private double time(long expected, Form form) {
    double nanos = timing.median(form.name(), expected, form.ask());
    trials.accept(new Trial("atleast90", form.name(), nanos));
    return nanos;
  }
}
