package io.lamella.engine.exec;

import io.lamella.engine.plan.Fraction;
import java.math.BigDecimal;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Looks for the k-th largest of numbers that are told pass by pass, the same in each; several
/// searches may share a pass. See [KthLargest]. Confined to one thread.
final class KthSearch implements KthLargest.Visitor {
  /// So many different numbers are compared exactly; if there are more, they are counted closer.
  private static final int MAX_COMPARED = 1 << 17;

  private static final int CLOSER_BUCKETS = 1 << 20;

  private final long k;

  /// Between these the k-th lies; [#from] and [#to] are a little further apart.
  private double low;

  private double high;
  private double from;
  private double to;

  private long above;
  private final NavigableMap<Fraction, Long> compared = new TreeMap<>();

  /// Buckets between [#from] and [#to]; none while numbers are compared.
  private int[] closer = {};

  private Optional<Fraction> found = Optional.empty();

  /// A search for the k-th of numbers that were counted.
  ///
  /// @param k from 1 to how many there are
  KthSearch(NearCounts all, long k) {
    this.k = k;
    int bucket = all.bucketOf(k);
    low = NearCounts.low(bucket);
    high = NearCounts.high(bucket);
    compare();
  }

  /// The number, once it is found.
  Optional<Fraction> found() {
    return found;
  }

  private void compare() {
    closer = new int[0];
    above = 0;
    compared.clear();
    from = low - error(low);
    to = high + error(high);
  }

  @Override
  public void number(double near, KthLargest.Exact exact) {
    if (near > to) {
      above++;
    } else if (near >= from) {
      if (closer.length > 0) {
        closer[Math.min((int) ((near - from) / width()), closer.length - 1)]++;
      } else if (compared.size() <= MAX_COMPARED) {
        compared.merge(exact.fraction(), 1L, Long::sum);
      }
    }
  }

  /// All numbers were told. Either the k-th is found, or they are to be told once more.
  void endPass() {
    if (found.isPresent()) {
      return;
    }
    if (closer.length > 0) {
      int bucket = bucketOf(closer, k - above);
      low = from + bucket * width();
      high = low + width();
      compare();
    } else if (compared.size() <= MAX_COMPARED || to - from <= 4 * (error(from) + error(to))) {
      found = Optional.of(kth(k - above));
      compared.clear();
    } else {
      closer = new int[CLOSER_BUCKETS];
      above = 0;
      compared.clear();
    }
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

  private double width() {
    return (to - from) / CLOSER_BUCKETS;
  }

  private Fraction kth(long place) {
    long left = place;
    Fraction last = Fraction.of(BigDecimal.ZERO);
    for (Map.Entry<Fraction, Long> entry : compared.descendingMap().entrySet()) {
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
}
