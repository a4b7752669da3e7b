package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Values;
import io.lamella.engine.kernel.Kernels;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.agrona.collections.LongArrayList;

/// The numbers that customers have of one attribute now, as whole numbers of one scale: those of
/// its column, less those that were changed since, with what they are now. Finds the k-th largest
/// of them: a sample says between which two it lies, in general; the numbers above and those
/// between are counted in one walk over the column, and once more closer if they lie far apart.
///
/// At 10 million numbers of 4 bytes this is a few passes at memory's speed, where sorting, or
/// looking at each number, takes ten times as long.
final class AttributeNumbers {
  private static final int BLOCK = RowTest.BLOCK;
  private static final int BUCKET_BITS = 16;

  /// Columns of fewer rows are counted whole.
  private static final int MIN_SAMPLED = 1 << 18;

  private static final int SAMPLE = 1 << 14;

  /// How far from where it is in the sample the k-th may lie, in standard deviations: once in
  /// thousands of questions it lies further, and all numbers are counted.
  private static final double DEVIATIONS = 4;

  /// Numbers are no further from 0, so that differences fit a long.
  private static final long FURTHEST = 1L << 61;

  private final Optional<Column> column;

  /// What a number of the column is multiplied by.
  private final long factor;

  private final int scale;
  private final LongArrayList gone;
  private final LongArrayList added;
  private final Deadline deadline;
  private final long[] passed = new long[RowTest.BLOCK_WORDS];

  private AttributeNumbers(
      Optional<Column> column,
      long factor,
      int scale,
      LongArrayList gone,
      LongArrayList added,
      Deadline deadline) {
    this.column = column;
    this.factor = factor;
    this.scale = scale;
    this.gone = gone;
    this.added = added;
    this.deadline = deadline;
  }

  /// The numbers, unless they are so far apart in size that no scale holds them all.
  static Optional<AttributeNumbers> of(CurrentValues current, Deadline deadline) {
    int scale = 0;
    Optional<Values.Decimals> built =
        current.built().map(Attribute::values).map(Values.Decimals.class::cast);
    if (built.isPresent()) {
      scale = built.get().scale();
    }
    for (var changes : current.changes()) {
      if (changes.values().isPresent()) {
        var decimals = (Values.Decimals) changes.values().get();
        if (decimals.scales().isPresent()) {
          return Optional.empty();
        }
        scale = Math.max(scale, decimals.scale());
      }
    }
    if (built.isPresent() && built.get().scales().isPresent()) {
      return Optional.empty();
    }
    BigDecimal factor = BigDecimal.TEN.pow(scale - built.map(Values.Decimals::scale).orElse(scale));
    Optional<Column> column = built.map(Values.Decimals::unscaled);
    BigDecimal furthest =
        column
            .map(it -> Math.max(Math.abs(it.base()), Math.abs(it.max())))
            .map(it -> BigDecimal.valueOf(it).multiply(factor))
            .orElse(BigDecimal.ZERO);
    if (furthest.compareTo(BigDecimal.valueOf(FURTHEST)) > 0) {
      return Optional.empty();
    }
    var gone = new LongArrayList();
    var added = new LongArrayList();
    boolean[] fits = {true};
    int common = scale;
    current.forEachChanged(ordinal -> {
      column
          .filter(it -> it.has(ordinal))
          .ifPresent(it -> gone.addLong(it.value(ordinal) * factor.longValueExact()));
      current
          .of(ordinal)
          .ifPresent(place -> {
            BigDecimal unscaled =
                ((Values.Decimals) place.values()).value(place.row()).movePointRight(common);
            fits[0] &= unscaled.abs().compareTo(BigDecimal.valueOf(FURTHEST)) <= 0;
            added.addLong(unscaled.longValue());
          });
    });
    return fits[0]
        ? Optional.of(
            new AttributeNumbers(column, factor.longValueExact(), scale, gone, added, deadline))
        : Optional.empty();
  }

  /// The k-th largest number.
  ///
  /// @param k from 1 to how many there are
  /// @param size how many there are
  BigDecimal kthLargest(long k, long size) {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    if (column.isPresent()) {
      low = column.get().base() * factor;
      high = column.get().max() * factor;
    }
    for (int i = 0; i < added.size(); i++) {
      low = Math.min(low, added.getLong(i));
      high = Math.max(high, added.getLong(i));
    }
    long rows = column.map(Column::rows).orElse(0L);
    if (rows >= MIN_SAMPLED) {
      Span about = about(column.get(), (double) k / size, new Span(low, high));
      long[] counts = new long[about.buckets()];
      long above = count(about, counts);
      if (above < k && k <= above + Arrays.stream(counts).sum()) {
        return kthLargest(k, about, counts, above);
      }
    }
    var whole = new Span(low, high);
    long[] counts = new long[whole.buckets()];
    return kthLargest(k, whole, counts, count(whole, counts));
  }

  /// Numbers from one up to another, both in it, counted in buckets of equal width.
  private record Span(long low, long high) {
    int shift() {
      return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(high - low) - BUCKET_BITS);
    }

    int buckets() {
      return (int) ((high - low) >>> shift()) + 1;
    }

    Span bucket(int bucket) {
      long first = low + ((long) bucket << shift());
      return new Span(first, Math.min(high, first + (1L << shift()) - 1));
    }
  }

  private BigDecimal kthLargest(long k, Span counted, long[] countsOf, long aboveIt) {
    Span span = counted;
    long[] counts = countsOf;
    long above = aboveIt;
    while (true) {
      int bucket = counts.length - 1;
      while (bucket > 0 && above + counts[bucket] < k) {
        above += counts[bucket];
        bucket--;
      }
      span = span.bucket(bucket);
      if (span.low == span.high) {
        return BigDecimal.valueOf(span.low, scale);
      }
      counts = new long[span.buckets()];
      above = count(span, counts);
    }
  }

  /// Between which numbers the one that so large a part is above lies, in general.
  private Span about(Column from, double part, Span whole) {
    var random = new SplittableRandom(SAMPLE);
    long[] sample = new long[SAMPLE];
    int taken = 0;
    for (int i = 0; i < SAMPLE; i++) {
      long row = random.nextLong(from.rows());
      if (from.has(row)) {
        sample[taken++] = from.value(row) * factor;
      }
    }
    Arrays.sort(sample, 0, taken);
    double place = taken * (1 - part);
    double spread = DEVIATIONS * Math.sqrt(taken * part * (1 - part)) + 2;
    int first = (int) Math.floor(place - spread);
    int last = (int) Math.ceil(place + spread);
    return new Span(
        first < 0 || taken == 0 ? whole.low : sample[Math.min(first, taken - 1)],
        last >= taken ? whole.high : sample[last]);
  }

  /// Adds the numbers of a span to its buckets; returns how many are above it.
  private long count(Span span, long[] counts) {
    long above = column.isPresent() ? countColumn(column.get(), span, counts) : 0;
    above += countAll(added, 1, span, counts);
    return above + countAll(gone, -1, span, counts);
  }

  private static long countAll(LongArrayList numbers, int step, Span span, long[] counts) {
    long above = 0;
    for (int i = 0; i < numbers.size(); i++) {
      long number = numbers.getLong(i);
      if (number > span.high) {
        above += step;
      } else if (number >= span.low) {
        counts[(int) ((number - span.low) >>> span.shift())] += step;
      }
    }
    return above;
  }

  private long countColumn(Column from, Span span, long[] counts) {
    long low = Math.ceilDiv(span.low, factor);
    long high = Math.floorDiv(span.high, factor);
    int shift = span.shift();
    long above = 0;
    for (long row = 0; row < from.rows(); row += BLOCK) {
      if ((row & (8L * Population.CHUNK - 1)) == 0) {
        deadline.check();
      }
      int count = (int) Math.min(BLOCK, from.rows() - row);
      int words = (count + 63) >>> 6;
      if (high < from.max()) {
        from.inRange(row, count, high + 1, from.max(), passed);
        above += Kernels.popcount(passed, 0, words);
      }
      from.inRange(row, count, low, high, passed);
      for (int word = 0; word < words; word++) {
        for (long left = passed[word]; left != 0; left &= left - 1) {
          long at = row + (word << 6) + Long.numberOfTrailingZeros(left);
          counts[(int) ((from.value(at) * factor - span.low) >>> shift)]++;
        }
      }
    }
    return above;
  }
}
