package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.DuckTable;
import io.lamella.bench.data.RandomTraits;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What sets a half of the customers apart from the other half among 5,000 values of 25 attributes,
/// ranked, on two threads, beside DuckDB grouping by each attribute on as many, which neither ranks
/// nor works any interval out; and the same against another segment instead of everyone else.
///
/// @param size how many customers
/// @param figures takes the figure as soon as it is there
/// @param trials takes the median of every form
record Differing(int size, Timing timing, Consumer<Figure> figures, Consumer<Trial> trials) {
  static final String NAME = "difference5000";

  private static final long SEED = 5_000;
  private static final int THREADS = 2;
  private static final double LIMIT_NANOS = 300e6;
  private static final int LINES = 50;

  private static final List<String> NAMES =
      IntStream.range(0, RandomTraits.TRAITS).mapToObj(RandomTraits::name).toList();

  void run() {
    var traits = new RandomTraits(size, SEED);
    double nanos;
    long compared;
    try (Engine engine = traits.load(THREADS)) {
      compared = compared(engine, List.of("half"));
      nanos = lamella(engine, compared, "lamella, 2 threads", List.of("half"));
      lamella(
          engine,
          compared(engine, List.of("half", "sample(90, 'most')")),
          "lamella, 2 threads, against another segment",
          List.of("half", "sample(90, 'most')"));
    }
    double rival = duck(traits, compared);
    figures.accept(
        new Figure(
            NAME,
            OptionalDouble.of(nanos / 1e3),
            "us",
            OptionalDouble.of(rival / 1e3),
            OptionalDouble.of(rival / nanos),
            "<=300ms",
            nanos <= LIMIT_NANOS));
  }

  private static Question question(List<String> expressions) {
    return new Question(
        Question.DEFAULT_WORKSPACE,
        expressions.stream().map(Expression::of).toList(),
        Optional.empty());
  }

  private static long compared(Engine engine, List<String> expressions) {
    try (PreparedQuestion question = engine.prepare(question(expressions))) {
      return question.difference(NAMES, LINES, Deadline.none()).compared();
    }
  }

  private double lamella(Engine engine, long expected, String form, List<String> expressions) {
    try (PreparedQuestion question = engine.prepare(question(expressions))) {
      return time(
          expected,
          new Form(form, () -> question.difference(NAMES, LINES, Deadline.none()).compared()));
    }
  }

  /// Every value of every trait, and each trait's presence, is compared.
  private double duck(RandomTraits traits, long compared) {
    String groups =
        NAMES.stream()
            .map(trait ->
                "SELECT count(*) FILTER (half) AS inside, count(*) AS everyone FROM traits GROUP BY "
                    + trait)
            .collect(Collectors.joining(" UNION ALL "));
    String sql = "SELECT count(*) FROM (" + groups + ") WHERE inside <= everyone";
    try (DuckTable duck = traits.duck()) {
      duck.threads(THREADS);
      try (PreparedStatement statement = duck.prepare(sql)) {
        return time(
            compared - NAMES.size(), new Form("duckdb, 2 threads", () -> number(statement)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long number(PreparedStatement statement) {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private double time(long expected, Form form) {
    double nanos = timing.median(form.name(), expected, form.ask());
    trials.accept(new Trial(NAME, form.name(), nanos));
    return nanos;
  }
}
