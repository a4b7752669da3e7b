package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.RandomFlags;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Overlap.Extent;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/// All pairs of 50 segments, each a Boolean of flags: what the pairs take once the segments are
/// evaluated, beside RoaringBitmap over finished bitmaps.
///
/// @param size how many customers
record Overlap(int size, Timing timing, Consumer<Trial> trials) {
  static final String NAME = "overlap50";

  private static final long SEED = 50;
  private static final int SEGMENTS = 50;
  private static final List<Double> DENSITIES = List.of(0.01, 0.06, 0.2, 0.3, 0.5, 0.6, 0.8, 0.9);
  private static final double GOAL_NANOS = 60e6;

  Figure measure() {
    var flags = new RandomFlags(size, SEED, DENSITIES);
    var random = new SplittableRandom(SEED);
    List<RoaringBitmap> bitmaps = flags.roaring();
    List<Expression> segments = new ArrayList<>();
    List<RoaringBitmap> finished = new ArrayList<>();
    for (int segment = 0; segment < SEGMENTS; segment++) {
      int a = random.nextInt(DENSITIES.size());
      int b = random.nextInt(DENSITIES.size());
      int c = random.nextInt(DENSITIES.size());
      segments.add(
          new Expression.OfText(
              "(%s || %s) && !%s"
                  .formatted(RandomFlags.name(a), RandomFlags.name(b), RandomFlags.name(c))));
      RoaringBitmap either = RoaringBitmap.or(bitmaps.get(a), bitmaps.get(b));
      finished.add(RoaringBitmap.andNot(either, bitmaps.get(c)));
    }
    try (Engine engine = flags.load();
        PreparedQuestion question =
            engine.prepare(
                new Question(Question.DEFAULT_WORKSPACE, segments, java.util.Optional.empty()))) {
      long expected = pairs(question);
      double both = time(expected, new Form("lamella", () -> pairs(question)));
      long counted = Arrays.stream(question.counts(Deadline.none())).sum();
      double evaluation =
          time(
              counted,
              new Form(
                  "lamella, counts alone",
                  () -> Arrays.stream(question.counts(Deadline.none())).sum()));
      double roaring = time(expected, new Form("roaring, andCardinality", () -> pairs(finished)));
      double nanos = Math.max(both - evaluation, 1);
      return new Figure(
          NAME,
          OptionalDouble.of(nanos / 1e3),
          "us",
          OptionalDouble.of(roaring / 1e3),
          OptionalDouble.of(roaring / nanos),
          "<=60000",
          nanos <= GOAL_NANOS);
    }
  }

  private double time(long expected, Form form) {
    double nanos = timing.median(form.name(), expected, form.ask());
    trials.accept(new Trial(NAME, form.name(), nanos));
    return nanos;
  }

  private static long pairs(List<RoaringBitmap> bitmaps) {
    long sum = 0;
    for (int a = 0; a < bitmaps.size(); a++) {
      sum += bitmaps.get(a).getLongCardinality();
      for (int b = a + 1; b < bitmaps.size(); b++) {
        sum += 2L * RoaringBitmap.andCardinality(bitmaps.get(a), bitmaps.get(b));
      }
    }
    return sum;
  }

  private static long pairs(PreparedQuestion question) {
    return question.overlap(Extent.PAIRS, Deadline.none()).counts().stream()
        .flatMap(List::stream)
        .mapToLong(Long::longValue)
        .sum();
  }
}
