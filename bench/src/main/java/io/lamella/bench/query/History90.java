package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.Habits;
import io.lamella.bench.data.LamellaHabits;
import io.lamella.bench.data.Shoppers;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.History;
import io.lamella.engine.api.HistorySeries;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// How long a history of 90 days takes beside one count of the same expression, on one thread, both
/// planned anew each time, at an instant that cuts days in two. Every figure is a multiple of the
/// count.
///
/// @param size how many customers
/// @param trials takes the median of every form
record History90(int size, Timing timing, Consumer<Trial> trials) {
  static final String NAME = "history90";

  private static final long SEED = 6;
  private static final int DAYS = 90;
  private static final double GOAL = 20;

  /// The last events are those of the midnight after.
  private static final Instant NOON = Shoppers.NOW.minus(Duration.ofHours(12));

  /// An expression by what is told of it.
  private record Asking(String name, String expression) {}

  private static final List<Asking> ASKINGS =
      List.of(
          new Asking(
              NAME,
              "points < 300000 && did('purchase').within(last('30d')).count() >= 2"
                  + " && !did('opened_email').within(last('14d'))"),
          new Asking(NAME + ".any", "did('opened_email').within(last('30d'))"),
          new Asking(NAME + ".ever", "did('purchase') && !did('purchase').within(last('30d'))"),
          new Asking(NAME + ".few", "points < 3000 && did('purchase').within(last('30d'))"),
          new Asking(NAME + ".sum", "did('purchase').within(last('30d')).sum(amount) > 300"),
          new Asking(
              NAME + ".where",
              "did('purchase').where(category == 'skincare').within(last('30d')).count() >= 1"));

  List<Figure> measure() {
    List<Figure> figures = new ArrayList<>();
    try (Engine engine =
        LamellaHabits.load(new Habits(size, SEED), List.of(Habits.PURCHASE, Habits.OPENED))) {
      for (Asking asking : ASKINGS) {
        figures.add(measure(engine, asking));
      }
    }
    return figures;
  }

  private Figure measure(Engine engine, Asking asking) {
    Question question = Question.of(asking.expression).asOf(NOON);
    double count =
        time(asking.name, "lamella, count", engine.count(question), () -> engine.count(question));
    double history =
        time(
            asking.name,
            "lamella, history of " + DAYS + " days",
            history(engine, question),
            () -> history(engine, question));
    return Figure.within(asking.name, history, count, GOAL);
  }

  /// The sum of all sizes.
  private static long history(Engine engine, Question question) {
    try (PreparedQuestion prepared = engine.prepare(question)) {
      return prepared.history(new HistorySeries.PastDays(DAYS), Deadline.none()).points().stream()
          .mapToLong(History.Point::count)
          .sum();
    }
  }

  private double time(String question, String form, long expected, LongSupplier ask) {
    double nanos = timing.median(form, expected, ask);
    trials.accept(new Trial(question, form, nanos));
    return nanos;
  }
}
