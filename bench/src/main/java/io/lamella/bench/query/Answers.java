package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.RandomFlags;
import io.lamella.bench.data.RandomRegions;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// What the console asks with every change, on one thread: a preview of twelve clauses, beside
/// evaluating every node of the plan once without short cuts; and a breakdown by 200 values, beside
/// a count for each; then pairs of 50 segments, regions of twelve flags and a difference by 5,000
/// values.
///
/// @param size how many customers
/// @param figures takes each figure as soon as it is there
/// @param trials takes the median of every form
public record Answers(int size, Timing timing, Consumer<Figure> figures, Consumer<Trial> trials) {
  private static final long SEED = 12;

  private static final String DENSE = "preview.12.dense";
  private static final String SELECTIVE = "preview.12.selective";
  private static final String BREAKDOWN = "breakdown.200";

  private static final List<Double> DENSE_FLAGS =
      List.of(0.9, 0.8, 0.3, 0.6, 0.1, 0.7, 0.5, 0.95, 0.85, 0.4, 0.5, 0.6);
  private static final String DENSE_TREE =
      "f0 && f1 && (f2 || f3) && !f4 && (f5 || !f6) && f7 && f8 && atLeast(2, [f9, f10, f11])";

  private static final List<Double> SELECTIVE_FLAGS =
      List.of(0.001, 0.002, 0.004, 0.05, 0.1, 0.08, 0.01, 0.2, 0.3, 0.5, 0.4, 0.02);
  private static final String SELECTIVE_TREE =
      "(f0 || f1 || f2) && f3 && (f4 || f5) && !f6 && (f7 || f8) && f9 && !(f10 && f11)";

  private static final double PREVIEW_RATIO = 3;
  private static final double PREVIEW_NANOS = 5e6;
  private static final double BREAKDOWN_NANOS = 10e6;

  /// Measures the figures whose names begin so.
  public void run(String only) {
    if (DENSE.startsWith(only)) {
      figures.accept(preview(DENSE, DENSE_FLAGS, DENSE_TREE));
    }
    if (SELECTIVE.startsWith(only)) {
      figures.accept(preview(SELECTIVE, SELECTIVE_FLAGS, SELECTIVE_TREE));
    }
    if (BREAKDOWN.startsWith(only)) {
      figures.accept(breakdown());
    }
    if (Overlap.NAME.startsWith(only)) {
      figures.accept(new Overlap(size, timing.brief(), trials).measure());
    }
    if (Regions.NAME.startsWith(only)) {
      figures.accept(new Regions(size, timing.cold(), trials).measure());
    }
    if (Differing.NAME.startsWith(only)) {
      new Differing(size, timing, figures, trials).run();
    }
    if (History90.NAME.startsWith(only)) {
      new History90(size, timing, trials).measure().forEach(figures);
    }
  }

  private Figure preview(String name, List<Double> flags, String tree) {
    try (Engine engine = new RandomFlags(size, SEED, flags).load();
        PreparedQuestion question = engine.prepare(Question.of(tree))) {
      long expected = question.counts(Deadline.none())[0];
      double nanos =
          time(
              name,
              expected,
              new Form("lamella, preview", () -> question.preview(1, Deadline.none()).count()));
      time(name, expected, new Form("lamella, count", () -> question.counts(Deadline.none())[0]));
      double every = everyNode(name, expected, question);
      return new Figure(
          name,
          OptionalDouble.of(nanos / 1e3),
          "us",
          OptionalDouble.of(every / 1e3),
          OptionalDouble.of(nanos / every),
          "<=3,5ms",
          nanos <= PREVIEW_RATIO * every && nanos <= PREVIEW_NANOS);
    }
  }

  /// An explanation tells how long evaluating every node took; the rest of it is not counted.
  private double everyNode(String name, long expected, PreparedQuestion question) {
    List<Long> nanos = new ArrayList<>();
    timing.median(
        "explain",
        expected,
        () -> {
          var explanation = question.explain(Deadline.none());
          nanos.add(explanation.elapsedNanos());
          return explanation.count();
        });
    long[] settled = nanos.stream().skip(nanos.size() / 2).mapToLong(it -> it).sorted().toArray();
    double median = settled[settled.length / 2];
    trials.accept(new Trial(name, "lamella, every node", median));
    return median;
  }

  private Figure breakdown() {
    try (Engine engine = new RandomRegions(size, SEED).load()) {
      double half = breakdown(engine, "half");
      breakdown(engine, "few");
      breakdown(engine, "!few");
      breakdown(engine, "everyone()");
      double one = oneByOne(engine, "half");
      return new Figure(
          BREAKDOWN,
          OptionalDouble.of(half / 1e3),
          "us",
          OptionalDouble.of(one / 1e3),
          OptionalDouble.of(one / half),
          "<=10000",
          half <= BREAKDOWN_NANOS);
    }
  }

  private double breakdown(Engine engine, String segment) {
    try (PreparedQuestion question = engine.prepare(Question.of(segment))) {
      return time(
          BREAKDOWN,
          question.counts(Deadline.none())[0],
          new Form(
              "lamella, " + segment,
              () -> question.breakdown("region", RandomRegions.REGIONS, Deadline.none()).count()));
    }
  }

  private double oneByOne(Engine engine, String segment) {
    List<Expression> expressions =
        IntStream.range(0, RandomRegions.REGIONS)
            .mapToObj(region ->
                Expression.of(segment + " && region == '" + RandomRegions.name(region) + "'"))
            .toList();
    try (PreparedQuestion question =
        engine.prepare(new Question(Question.DEFAULT_WORKSPACE, expressions, Optional.empty()))) {
      long expected = Arrays.stream(question.counts(Deadline.none())).sum();
      return time(
          BREAKDOWN,
          expected,
          new Form(
              "lamella, a count a value",
              () -> Arrays.stream(question.counts(Deadline.none())).sum()));
    }
  }

  private double time(String question, long expected, Form form) {
    double nanos = timing.median(form.name(), expected, form.ask());
    trials.accept(new Trial(question, form.name(), nanos));
    return nanos;
  }
}
