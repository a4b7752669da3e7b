package io.lamella.bench.ranges;

import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.RandomNumbers;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.roaringbitmap.RangeBitmap;

/// Ranges of evenly random numbers of some widths: the engine, as it chooses between its column and
/// a union of bitmaps, beside that column scanned, bit-sliced planes in two forms and
/// RoaringBitmap's RangeBitmap. Random data: no chunk lies outside or inside the range as a whole.
///
/// @param size how many customers
public record Ranges(int size, Timing timing, Consumer<Figure> out, Consumer<Trial> trials) {
  private static final long SEED = 11;
  private static final List<Integer> WIDTHS = List.of(7, 14, 20, 30);
  private static final List<Integer> PERCENTS = List.of(1, 10, 50);

  /// A range, both ends included.
  private record Range(int width, int percent, int low, int high) {
    static Range of(int width, int percent) {
      int span = Math.max(1, (int) Math.round(percent / 100.0 * (1L << width)));
      int low = new SplittableRandom(SEED).nextInt(1, (1 << width) - span);
      return new Range(width, percent, low, low + span - 1);
    }

    String name() {
      return "ranges.%db.%d".formatted(width, percent);
    }

    String expression() {
      String number = RandomNumbers.name(width);
      return number + " >= " + low + " && " + number + " <= " + high;
    }
  }

  /// Measures every range.
  public void measure() {
    var numbers = new RandomNumbers(size, SEED, WIDTHS);
    try (Engine engine = numbers.load()) {
      for (int width : WIDTHS) {
        int[] values = numbers.values(width);
        try (var column = new PackedColumn(values, width);
            var planes = new SlicedPlanes(values, width)) {
          RangeBitmap roaring = roaring(values, width);
          for (int percent : PERCENTS) {
            measure(engine, Range.of(width, percent), column, planes, roaring);
          }
          System.err.printf(
              "  %d bits: column %d bytes, planes %d bytes%n",
              width, column.sizeBytes(), planes.sizeBytes());
        }
      }
    }
  }

  private static RangeBitmap roaring(int[] values, int width) {
    RangeBitmap.Appender appender = RangeBitmap.appender((1L << width) - 1);
    for (int value : values) {
      appender.add(value);
    }
    return appender.build();
  }

  private void measure(
      Engine engine, Range range, PackedColumn column, SlicedPlanes planes, RangeBitmap roaring) {
    int low = range.low;
    int high = range.high;
    try (PreparedQuestion question = engine.prepare(Question.of(range.expression()))) {
      long expected = question.counts(Deadline.none())[0];
      double nanos =
          time(
              range,
              expected,
              new Form("lamella, prepared", () -> question.counts(Deadline.none())[0]));
      for (Form form :
          List.of(
              new Form("column", () -> column.count(low, high)),
              new Form("planes", () -> planes.countByAllPlanes(low, high)),
              new Form("top16", () -> planes.countByTopPlanes(low, high)),
              new Form("roaring", () -> roaring.betweenCardinality(low, high)))) {
        out.accept(
            Figure.beside(range.name() + "." + form.name(), nanos, time(range, expected, form)));
      }
    }
  }

  private double time(Range range, long expected, Form form) {
    double nanos = timing.brief().median(form.name(), expected, form.ask());
    trials.accept(new Trial(range.name(), form.name(), nanos));
    return nanos;
  }
}
