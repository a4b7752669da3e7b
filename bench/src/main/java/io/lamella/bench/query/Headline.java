package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Timing;
import io.lamella.bench.data.DuckShoppers;
import io.lamella.bench.data.LamellaShoppers;
import io.lamella.bench.data.RoaringShoppers;
import io.lamella.bench.data.Shoppers;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The three questions by which an engine of this kind is known, on one thread: a Boolean of six
/// flags, *at least 2 of 14 days*, and a small set against many. Lamella's time is that of a whole
/// call: from text, planned anew.
///
/// @param size how many customers
public record Headline(int size, Timing timing, Consumer<Figure> figures) {
  private static final long SEED = 20_260_615;

  static final String BOOLEAN = "(a || b || c) && d && e && !f";
  static final String AT_LEAST_14 = "did('visit').within(last('14d')).days() >= 2";
  static final String SELECTIVE = "g && a && did('visit').within(last('14d'))";

  /// Runs the suite.
  public void run() throws SQLException {
    var shoppers = new Shoppers(size, SEED);
    var lines = new AtomicLong(size);
    shoppers.forEach((number, flags, visits) -> lines.addAndGet(Integer.bitCount(visits)));
    long start = System.nanoTime();
    try (Engine engine = LamellaShoppers.load(shoppers, 1)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      figures.accept(Figure.rate("load.lines", lines.get() / seconds, 500_000));
      double bool = lamella(engine, BOOLEAN);
      double atLeast = lamella(engine, AT_LEAST_14);
      double selective = lamella(engine, SELECTIVE);
      long boolCount = engine.count(question(BOOLEAN));
      long atLeastCount = engine.count(question(AT_LEAST_14));
      long selectiveCount = engine.count(question(SELECTIVE));

      var roaring = new RoaringQuestions(RoaringShoppers.of(shoppers));
      figures.accept(
          Figure.faster("boolean.roaring", bool, fastest(roaring.booleans(), boolCount), 20));
      figures.accept(
          Figure.faster(
              "atleast14.roaring", atLeast, fastest(roaring.atLeastTwoDays(), atLeastCount), 50));
      figures.accept(
          Figure.faster(
              "selective.roaring", selective, fastest(roaring.selective(), selectiveCount), 20));

      long bytes = TouchedBytes.ofFlags(shoppers, 6);
      double read = PlainRead.median(bytes, timing);
      figures.accept(Figure.within("boolean.limit", bool, read, 2.3));
      figures.accept(prepared("boolean.prepared", engine, BOOLEAN, bool));

      try (DuckShoppers duck = DuckShoppers.load(shoppers)) {
        figures.accept(
            Figure.faster("boolean.duckdb", bool, fastest(duckBooleans(duck), boolCount), 200));
        figures.accept(
            Figure.faster(
                "atleast14.duckdb", atLeast, fastest(duckAtLeast(duck), atLeastCount), 800));
      }
    }
  }

  private double lamella(Engine engine, String expression) {
    Question question = question(expression);
    long expected = engine.count(question);
    return timing.median(expression, expected, () -> engine.count(question));
  }

  /// The same question, planned once: what a call costs beside the evaluation shows in the ratio.
  private Figure prepared(String name, Engine engine, String expression, double wholeNanos) {
    try (PreparedQuestion prepared = engine.prepare(question(expression))) {
      long expected = prepared.counts(Deadline.none())[0];
      double nanos = timing.median(name, expected, () -> prepared.counts(Deadline.none())[0]);
      return Figure.within(name, wholeNanos, nanos, 1.5);
    }
  }

  private double fastest(Map<String, LongSupplier> forms, long expected) {
    double best = Double.MAX_VALUE;
    for (Map.Entry<String, LongSupplier> form : forms.entrySet()) {
      best = Math.min(best, timing.median(form.getKey(), expected, form.getValue()));
    }
    return best;
  }

  private static Map<String, LongSupplier> duckBooleans(DuckShoppers duck) throws SQLException {
    PreparedStatement columns =
        duck.prepare("SELECT count(*) FROM customers WHERE (a OR b OR c) AND d AND e AND NOT f");
    PreparedStatement bits =
        duck.prepare("SELECT count(*) FROM customers WHERE (flags & 7) <> 0 AND (flags & 56) = 24");
    return Map.of(
        "duckdb columns",
        () -> DuckShoppers.ask(columns),
        "duckdb bits",
        () -> DuckShoppers.ask(bits));
  }

  private static Map<String, LongSupplier> duckAtLeast(DuckShoppers duck) throws SQLException {
    PreparedStatement counted =
        duck.prepare(
            "SELECT count(*) FROM (SELECT customer FROM visits WHERE day BETWEEN 0 AND 13 GROUP BY"
                + " customer HAVING count(*) >= 2)");
    PreparedStatement bits =
        duck.prepare(
            "SELECT count(*) FROM (SELECT customer FROM visits WHERE day BETWEEN 0 AND 13 GROUP BY"
                + " customer HAVING min(day) <> max(day))");
    return Map.of(
        "duckdb count",
        () -> DuckShoppers.ask(counted),
        "duckdb min max",
        () -> DuckShoppers.ask(bits));
  }

  private static Question question(String expression) {
    return Question.of(expression).asOf(Shoppers.NOW);
  }
}
