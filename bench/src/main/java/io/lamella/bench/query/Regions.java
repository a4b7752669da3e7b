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
import io.lamella.engine.api.Overlap.Region;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// Who is in exactly which of 12 flags: evaluation, all pairs and all regions on one thread, beside
/// RoaringBitmaps that are split by one flag after another.
///
/// @param size how many customers
record Regions(int size, Timing timing, Consumer<Trial> trials) {
  static final String NAME = "regions12";

  private static final long SEED = 12;
  private static final List<Double> DENSITIES =
      List.of(0.9, 0.8, 0.3, 0.6, 0.1, 0.7, 0.5, 0.01, 0.05, 0.4, 0.5, 0.2);

  Figure measure() {
    var flags = new RandomFlags(size, SEED, DENSITIES);
    List<RoaringBitmap> bitmaps = flags.roaring();
    List<Expression> segments =
        IntStream.range(0, DENSITIES.size())
            .mapToObj(flag -> Expression.of(RandomFlags.name(flag)))
            .toList();
    try (Engine engine = flags.load();
        PreparedQuestion question =
            engine.prepare(new Question(Question.DEFAULT_WORKSPACE, segments, Optional.empty()))) {
      long expected = split(RoaringBitmap.bitmapOfRange(0, size), bitmaps, 0, 0);
      double nanos = time(expected, new Form("lamella", () -> sum(question)));
      time(
          question.counts(Deadline.none())[0],
          new Form(
              "lamella, pairs alone",
              () -> question.overlap(Extent.PAIRS, Deadline.none()).count(0, 0)));
      double roaring =
          time(
              expected,
              new Form(
                  "roaring, split",
                  () -> split(RoaringBitmap.bitmapOfRange(0, size), bitmaps, 0, 0)));
      return Figure.beside(NAME, nanos, roaring);
    }
  }

  private double time(long expected, Form form) {
    double nanos = timing.median(form.name(), expected, form.ask());
    trials.accept(new Trial(NAME, form.name(), nanos));
    return nanos;
  }

  /// Each customer's region, as a number, added up.
  private static long sum(PreparedQuestion question) {
    long sum = 0;
    for (Region region : question.overlap(Extent.PAIRS_AND_REGIONS, Deadline.none()).regions()) {
      sum += region.count() * region.segments().stream().mapToLong(flag -> 1L << flag).sum();
    }
    return sum;
  }

  private static long split(RoaringBitmap left, List<RoaringBitmap> flags, int flag, long region) {
    if (flag == flags.size() || left.isEmpty()) {
      return left.getLongCardinality() * region;
    }
    return split(RoaringBitmap.andNot(left, flags.get(flag)), flags, flag + 1, region)
        + split(RoaringBitmap.and(left, flags.get(flag)), flags, flag + 1, region | 1L << flag);
  }
}
