package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.DuckHabits;
import io.lamella.bench.data.DuckShoppers;
import io.lamella.bench.data.Habits;
import io.lamella.bench.data.LamellaHabits;
import io.lamella.bench.data.Shoppers;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Question;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What only single events or places tell, on one thread: sums, two conditions on one event,
/// distinct values, sequences, distances, the edges of windows, and the article's question; each
/// beside DuckDB over the same data in the same run. Every form must count as Lamella does.
///
/// @param size how many customers
/// @param figures takes each figure as soon as it is there
/// @param trials takes the median of every form
public record Algebra(int size, Timing timing, Consumer<Figure> figures, Consumer<Trial> trials) {
  private static final long SEED = 6;
  private static final String EDGES = "edges";
  private static final String ARTICLE = "article";
  private static final double EDGES_MILLIS = 2;
  private static final double DUCKDB_GOAL = 20;

  /// Where both pass over a column.
  private static final double PASS_GOAL = 1;

  /// Where bitmaps decide.
  private static final double BITMAPS_GOAL = 100;

  /// A question with what it is promised to take at 10 million customers.
  ///
  /// @param sql DuckDB's forms, of which the fastest counts; `$DAYS(n)` is the window of n days
  private record Asking(
      String name, String expression, double goalMillis, double duckGoal, List<String> sql) {}

  private static final List<Asking> ASKINGS =
      List.of(
          new Asking(
              "sum90",
              "did('purchase').within(last('90d')).sum(amount) >= 500",
              25,
              DUCKDB_GOAL,
              List.of(
                  "SELECT count(*) FROM (SELECT customer FROM purchase WHERE $DAYS(90) GROUP BY"
                      + " customer HAVING sum(amount) >= 50000)")),
          new Asking(
              "sameevent30",
              "did('purchase').within(last('30d')).where(category == 'skincare' && amount > 250)",
              25,
              DUCKDB_GOAL,
              List.of(
                  "SELECT count(DISTINCT customer) FROM purchase WHERE $DAYS(30) AND category = 0"
                      + " AND amount > 25000")),
          new Asking(
              "distinct30",
              "did('purchase').within(last('30d')).distinct(order_id) >= 2",
              40,
              DUCKDB_GOAL,
              List.of(
                  "SELECT count(*) FROM (SELECT customer FROM purchase WHERE $DAYS(30) GROUP BY"
                      + " customer HAVING count(DISTINCT order_id) >= 2)",
                  "SELECT count(*) FROM (SELECT customer FROM purchase WHERE $DAYS(30) GROUP BY"
                      + " customer HAVING min(order_id) <> max(order_id))")),
          new Asking(
              "followed30",
              "did('cart').within(last('30d')).followedBy(did('checkout'), '7d')",
              60,
              DUCKDB_GOAL,
              List.of(
                  // ASOF JOIN, prepared and asked again, ends in an internal error of DuckDB 1.5.6.
                  "SELECT count(DISTINCT a.customer) FROM (SELECT * FROM cart WHERE $DAYS(30)) a"
                      + " JOIN (SELECT * FROM checkout WHERE $DAYS(30)) b ON a.customer ="
                      + " b.customer AND b.millis >= a.millis AND b.millis - a.millis <= 604800000",
                  "SELECT count(DISTINCT customer) FROM cart a WHERE $DAYS(30) AND EXISTS (SELECT 1"
                      + " FROM checkout b WHERE b.customer = a.customer AND b.millis >= a.millis AND b.millis <="
                      + " a.millis + 604800000)")),
          near("near25", 25, 30),
          near("near250", 250, 30));

  /// Who lives within so many kilometres of a place; DuckDB works out the same formula, for
  /// everybody and for those in a box around the place.
  private static Asking near(String name, int kilometres, double goalMillis) {
    double reach = kilometres / 111.0;
    String near =
        "12742017.6 * asin(least(1, sqrt(pow(sin(radians(latitude - 51.5) / 2), 2) +"
            + " cos(radians(51.5)) * cos(radians(latitude)) * pow(sin(radians(longitude - 4.5) / 2),"
            + " 2)))) <= "
            + kilometres * 1_000;
    return new Asking(
        name,
        "near(home, 51.5, 4.5, '" + kilometres + "km')",
        goalMillis,
        PASS_GOAL,
        List.of(
            "SELECT count(*) FROM customers WHERE " + near,
            "SELECT count(*) FROM customers WHERE latitude BETWEEN "
                + (51.5 - reach)
                + " AND "
                + (51.5 + reach)
                + " AND longitude BETWEEN "
                + (4.5 - 2 * reach)
                + " AND "
                + (4.5 + 2 * reach)
                + " AND "
                + near));
  }

  private static final String ARTICLE_EXPRESSION =
      """
      did('purchase').distinct(order_id) == 1 && did('purchase').first() in last('30d')
        && did('purchase').where(category == 'skincare').within(last('14d'))
        && did('opened_email', 'clicked_email').where(topic == 'education').within(last('30d'))
             .distinct(message_id) >= 2
        && did('viewed').where(collection == 'anti-aging').within(calendar('week', -1)).count() >= 2
        && !segment('Suppressed')
      """;

  private static final List<String> ARTICLE_SQL =
      List.of(
          // The rarest first, everything else of those alone.
          "WITH bought AS (SELECT DISTINCT customer FROM purchase WHERE $DAYS(14) AND category = 0),"
              + " viewers AS (SELECT customer FROM viewed WHERE $DAYS(7) AND collection = 0 AND"
              + " customer IN (FROM bought) GROUP BY customer HAVING count(*) >= 2), mails AS"
              + " (SELECT customer FROM (SELECT customer, message_id FROM opened_email WHERE"
              + " $DAYS(30) AND topic = 0 AND customer IN (FROM viewers) UNION ALL SELECT customer,"
              + " message_id FROM clicked_email WHERE $DAYS(30) AND topic = 0 AND customer IN (FROM"
              + " viewers)) GROUP BY customer HAVING count(DISTINCT message_id) >= 2), orders AS"
              + " (SELECT customer FROM purchase WHERE customer IN (FROM mails) GROUP BY customer"
              + " HAVING count(DISTINCT order_id) = 1 AND min(millis) >= $FROM(30)) SELECT count(*) FROM"
              + " orders JOIN customers ON id = customer WHERE NOT suppressed",
          // Each clause by itself.
          "SELECT count(*) FROM (SELECT customer FROM purchase GROUP BY customer HAVING"
              + " count(DISTINCT order_id) = 1 AND min(millis) >= $FROM(30)) AS orders WHERE customer IN"
              + " (SELECT customer FROM purchase WHERE $DAYS(14) AND category = 0) AND customer IN"
              + " (SELECT customer FROM viewed WHERE $DAYS(7) AND collection = 0 GROUP BY customer"
              + " HAVING count(*) >= 2) AND customer IN (SELECT customer FROM (SELECT customer,"
              + " message_id FROM opened_email WHERE $DAYS(30) AND topic = 0 UNION ALL SELECT"
              + " customer, message_id FROM clicked_email WHERE $DAYS(30) AND topic = 0) GROUP BY"
              + " customer HAVING count(DISTINCT message_id) >= 2) AND customer IN (SELECT id FROM"
              + " customers WHERE NOT suppressed)");

  /// The instant asked about is a Monday's midnight, so that the week before is seven days.
  private List<Asking> askings() {
    List<Asking> all = new ArrayList<>(ASKINGS);
    all.add(top5());
    all.add(new Asking(ARTICLE, ARTICLE_EXPRESSION, 10, BITMAPS_GOAL, ARTICLE_SQL));
    return all;
  }

  /// Measures the figures whose names begin so. What cannot be had is reported and leaves missing
  /// figures, never an exception.
  public void run(String only) {
    var habits = new Habits(size, SEED);
    try (Engine engine = LamellaHabits.load(habits);
        DuckHabits duck = DuckHabits.load(habits)) {
      engine
          .library(Question.DEFAULT_WORKSPACE)
          .putSegment(Draft.of("Suppressed"), Expression.of("suppressed"));
      for (Asking asking : askings()) {
        if (asking.name.startsWith(only)) {
          measure(engine, duck, asking);
        }
      }
      if (EDGES.startsWith(only)) {
        edges(engine, duck);
      }
    } catch (SQLException | RuntimeException | OutOfMemoryError e) {
      System.err.println("algebra: stopped: " + e);
      figures.accept(Figure.missing("algebra"));
    }
  }

  /// The twentieth of the customers with the most points, with all who tie with the last of them.
  private Asking top5() {
    int last = Math.ceilDiv(size, 20);
    double below = (size - last + 0.5) / size;
    return new Asking(
        "top5",
        "top(5, points)",
        10,
        DUCKDB_GOAL,
        List.of(
            "SELECT count(*) FROM customers WHERE points >= (SELECT min(points) FROM (SELECT points"
                + " FROM customers ORDER BY points DESC LIMIT "
                + last
                + "))",
            "SELECT count(*) FROM customers WHERE points >= (SELECT quantile_disc(points, "
                + below
                + ") FROM customers)"));
  }

  private void measure(Engine engine, DuckHabits duck, Asking asking) throws SQLException {
    Asked asked = Asked.ask(engine, asking.name, asking.expression, timing, trials);
    figures.accept(Figure.atMost(asking.name, asked.nanos() / 1e6, "ms", asking.goalMillis));
    List<Form> forms = new ArrayList<>();
    for (String sql : asking.sql) {
      var statement = duck.prepare(resolved(sql, Shoppers.NOW));
      forms.add(new Form("duckdb " + sql, () -> DuckShoppers.ask(statement)));
    }
    figures.accept(asked.faster("duckdb", forms, asking.duckGoal));
  }

  /// A window of whole days, and one of the same length whose edges lie at noon.
  private void edges(Engine engine, DuckHabits duck) throws SQLException {
    Question aligned = atLeastTwo(Shoppers.NOW.minus(Duration.ofDays(1)));
    Instant noon = Shoppers.NOW.minus(Duration.ofHours(12));
    Question cut = atLeastTwo(noon);
    double alignedNanos = time(engine, "lamella, aligned", aligned);
    double cutNanos = time(engine, "lamella, cut at noon", cut);
    figures.accept(Figure.atMost(EDGES, (cutNanos - alignedNanos) / 1e6, "ms", EDGES_MILLIS));
    var statement =
        duck.prepare(
            resolved(
                "SELECT count(*) FROM (SELECT customer FROM visit WHERE $DAYS(30) GROUP BY customer"
                    + " HAVING count(*) >= 2)",
                noon));
    double duckNanos =
        timing.median("duckdb", engine.count(cut), () -> DuckShoppers.ask(statement));
    trials.accept(new Trial(EDGES, "duckdb GROUP BY, HAVING count", duckNanos));
    figures.accept(Figure.faster(EDGES + ".duckdb", cutNanos, duckNanos, BITMAPS_GOAL));
  }

  private static Question atLeastTwo(Instant now) {
    return Question.of("did('visit').within(last('30d')).count() >= 2").asOf(now);
  }

  private double time(Engine engine, String form, Question question) {
    double nanos = timing.cold().median(form, engine.count(question), () -> engine.count(question));
    trials.accept(new Trial(EDGES, form, nanos));
    return nanos;
  }

  private static String resolved(String sql, Instant now) {
    String resolved = sql;
    for (int days : List.of(7, 14, 30, 90)) {
      long from = now.minus(Duration.ofDays(days)).toEpochMilli();
      resolved =
          resolved
              .replace(
                  "$DAYS(" + days + ")",
                  "millis >= " + from + " AND millis < " + now.toEpochMilli())
              .replace("$FROM(" + days + ")", String.valueOf(from));
    }
    return resolved;
  }
}
