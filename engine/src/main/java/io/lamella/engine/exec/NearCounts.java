package io.lamella.engine.exec;

import org.jspecify.annotations.Nullable;

/// Counts numbers by what they nearly are, in buckets that cover all doubles: what a first pass
/// tells a [KthSearch]. Buckets stand in pages that are made when first needed: numbers of a kind
/// lie close together. Confined to one thread.
final class NearCounts {
  private static final int BUCKET_BITS = 20;

  private static final int PAGE_BITS = 10;
  private static final int PAGE = 1 << PAGE_BITS;

  private final int[] @Nullable [] pages = new int[1 << (BUCKET_BITS - PAGE_BITS)][];
  private long total;

  /// Counts a number.
  void add(double near) {
    total++;
    int bucket = (int) (ordered(near) >>> (Long.SIZE - BUCKET_BITS));
    int[] page = pages[bucket >>> PAGE_BITS];
    if (page == null) {
      page = new int[PAGE];
      pages[bucket >>> PAGE_BITS] = page;
    }
    page[bucket & (PAGE - 1)]++;
  }

  /// How many were counted.
  long total() {
    return total;
  }

  /// The bucket that holds the k-th largest.
  ///
  /// @param k from 1 to how many were counted
  int bucketOf(long k) {
    long left = k;
    for (int number = pages.length - 1; number >= 0; number--) {
      int[] page = pages[number];
      for (int at = PAGE - 1; page != null && at >= 0; at--) {
        left -= page[at];
        if (left <= 0) {
          return (number << PAGE_BITS) | at;
        }
      }
    }
    throw new IllegalArgumentException("so many were not counted: k=" + k + ", total=" + total);
  }

  /// The least double of a bucket.
  static double low(int bucket) {
    return ofOrdered((long) bucket << (Long.SIZE - BUCKET_BITS));
  }

  /// The largest double of a bucket.
  static double high(int bucket) {
    return ofOrdered(((long) bucket << (Long.SIZE - BUCKET_BITS)) | (-1L >>> BUCKET_BITS));
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
