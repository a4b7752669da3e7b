package io.lamella.bench.query;

import io.lamella.bench.Cells;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/// *At least n times* in a window, for windows of a week to a year and days from nearly empty to
/// busy, beside RoaringBitmap and DuckDB.
///
/// @param size how many customers; a tenth of them where a day is busy
/// @param windows in days
/// @param duckTiming DuckDB takes so long that fewer rounds do
record Windows(
    int size, List<Integer> windows, Timing timing, Timing duckTiming, Consumer<Trial> trials) {
  Windows {
    windows = List.copyOf(windows);
  }

  private static final long SEED = 20_261_124;
  private static final int DAYS = 365;
  private static final List<Double> DENSITIES = List.of(0.0001, 0.003, 0.03, 0.3);
  private static final double BUSY = 0.1;
  private static final List<Integer> TIMES = List.of(1, 2, 5, 20);

  Figure worst() throws SQLException {
    var cells = new Cells("windows", timing, trials);
    for (double density : DENSITIES) {
      var visits = new Visits(density > BUSY ? size / 10 : size, DAYS, density, SEED);
      try (Engine engine = visits.load();
          Connection duck = visits.duck()) {
        List<RoaringBitmap> days = visits.roaring();
        for (int window : windows) {
          for (int n : TIMES) {
            measure(cells, engine, duck, days, visits, window, n);
          }
        }
      }
    }
    return cells.worst();
  }

  private void measure(
      Cells cells,
      Engine engine,
      Connection duck,
      List<RoaringBitmap> days,
      Visits visits,
      int window,
      int n)
      throws SQLException {
    Question question =
        Question.of("did('visit').within(last('" + window + "d')).count() >= " + n)
            .asOf(Shoppers.NOW);
    var lamella = new Form("lamella", () -> engine.count(question));
    var roaring = new RoaringCounting(days.subList(DAYS - window, DAYS), visits.size());
    List<Form> rivals = new ArrayList<>(roaring.atLeast(n));
    var statement =
        duck.prepareStatement(
            "SELECT count(*) FROM (SELECT customer FROM visits WHERE day >= "
                + (DAYS - window)
                + " GROUP BY customer HAVING count(*) >= "
                + n
                + ")");
    long expected = engine.count(question);
    double duckNanos = duckTiming.median("duckdb", expected, () -> DuckShoppers.ask(statement));
    String name = "%s %% %d d >= %d".formatted(Figure.plain(visits.density() * 100), window, n);
    trials.accept(new Trial("windows " + name, "duckdb GROUP BY, HAVING count", duckNanos));
    cells.measure(name, lamella, rivals);
    cells.beside(duckNanos);
  }
}
