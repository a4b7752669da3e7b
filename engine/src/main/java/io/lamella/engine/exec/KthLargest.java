package io.lamella.engine.exec;

import io.lamella.engine.plan.Fraction;
import java.math.BigDecimal;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/// Finds the k-th largest of some exact numbers, however many there are, in little room: they are
/// told again and again. A first time they are counted by what they nearly are, which says where
/// about the k-th lies; then those that lie there are compared exactly. Numbers off by a little may
/// be counted in the wrong place, but the k-th of the numbers as they nearly are is off by no more
/// than any of them.
final class KthLargest {
  /// So many different numbers are compared exactly; if there are more, they are counted closer.
  private static final int MAX_COMPARED = 1 << 17;

  private static final int BUCKET_BITS = 20;

  /// Takes numbers.
  interface Visitor {
    /// @param near what the number is, but for [Amounts#ERROR] of it
    void number(double near, Exact exact);
  }

  /// A number as it is, asked for while the visitor is called.
  interface Exact {
    Fraction fraction();
  }

  /// Numbers, told as often as asked for.
  interface Source {
    void forEach(Visitor visitor);
  }

  /// Counters of buckets that cover the numbers from one to another.
  private static final class Counts {
    private final int[] counts = new int[1 << BUCKET_BITS];
    private long total;
    private long above;
  }

  private KthLargest() {}

  /// The k-th largest number, if there is any.
  ///
  /// @param kOf what k is, from 1 on, given how many numbers there are
  static Optional<Fraction> of(Source source, LongUnaryOperator kOf) {
    var all = new Counts();
    source.forEach((near, exact) -> {
      all.total++;
      all.counts[(int) (ordered(near) >>> (Long.SIZE - BUCKET_BITS))]++;
    });
    if (all.total == 0) {
      return Optional.empty();
    }
    long k = kOf.applyAsLong(all.total);
    int bucket = bucketOf(all.counts, k);
    long first = (long) bucket << (Long.SIZE - BUCKET_BITS);
    double low = ofOrdered(first);
    double high = ofOrdered(first | (-1L >>> BUCKET_BITS));
    while (true) {
      double from = low - error(low);
      double to = high + error(high);
      NavigableMap<Fraction, Long> found = new TreeMap<>();
      long above = gather(source, from, to, found);
      if (found.size() <= MAX_COMPARED || to - from <= 4 * (error(from) + error(to))) {
        return Optional.of(kth(found, k - above));
      }
      double width = (to - from) / (1 << BUCKET_BITS);
      int closer = bucketOf(closer(source, from, to, width), k);
      low = from + closer * width;
      high = low + width;
    }
  }

  private static Counts closer(Source source, double from, double to, double width) {
    var counts = new Counts();
    source.forEach((near, exact) -> {
      if (near > to) {
        counts.above++;
      } else if (near >= from) {
        int bucket = (int) ((near - from) / width);
        counts.counts[Math.min(bucket, counts.counts.length - 1)]++;
      }
    });
    return counts;
  }

  private static int bucketOf(Counts counts, long k) {
    return bucketOf(counts.counts, k - counts.above);
  }

  /// The bucket that holds the k-th from the last on.
  private static int bucketOf(int[] counts, long k) {
    long left = k;
    for (int bucket = counts.length - 1; bucket > 0; bucket--) {
      left -= counts[bucket];
      if (left <= 0) {
        return bucket;
      }
    }
    return 0;
  }

  /// Collects the numbers between two, until there are too many different ones; returns how many
  /// are above.
  private static long gather(
      Source source, double from, double to, NavigableMap<Fraction, Long> found) {
    long[] above = {0};
    source.forEach((near, exact) -> {
      if (near > to) {
        above[0]++;
      } else if (near >= from && found.size() <= MAX_COMPARED) {
        found.merge(exact.fraction(), 1L, Long::sum);
      }
    });
    return above[0];
  }

  private static Fraction kth(NavigableMap<Fraction, Long> found, long k) {
    long left = k;
    Fraction last = Fraction.of(BigDecimal.ZERO);
    for (Map.Entry<Fraction, Long> entry : found.descendingMap().entrySet()) {
      last = entry.getKey();
      left -= entry.getValue();
      if (left <= 0) {
        break;
      }
    }
    return last;
  }

  private static double error(double number) {
    return Double.isFinite(number) ? 2 * Amounts.ERROR * Math.abs(number) : 0;
  }

  /// A double's bits so that unsigned numbers have its order; the two zeros are one.
  private static long ordered(double number) {
    long bits = Double.doubleToRawLongBits(number + 0.0);
    return bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
  }

  private static double ofOrdered(long ordered) {
    long bits = ordered < 0 ? ordered ^ Long.MIN_VALUE : ~ordered;
    double number = Double.longBitsToDouble(bits);
    // The outermost buckets hold what is no number.
    return Double.isNaN(number)
        ? (bits < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
        : number;
  }
}
