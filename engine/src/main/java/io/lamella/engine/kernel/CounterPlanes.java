package io.lamella.engine.kernel;

import java.util.Arrays;

/// Counters for *at least n of k sets*, one for each bit of a strip, bit-sliced: plane p holds bit
/// p of every counter, so that a set is added by a few operations on whole words. Confined to one
/// thread; allocates nothing after construction.
///
/// Counters begin at `2^planes - n` instead of 0: the carry out of the last plane then says that a
/// counter has reached n, and nothing is compared at the end. That carry is kept, so a counter may
/// pass n any number of times over.
///
/// Sets are added four at a time where the caller writes them to [#next]: carry-save adders take
/// four sets into two planes with one carry, where one after the other would take four.
public final class CounterPlanes {
  private static final int BATCH = 4;

  private final int words;
  private final int limit;
  private final int start;
  private final long[][] planes;

  /// Counters that have reached the limit.
  private final long[] reached;

  /// Sets not added yet.
  private final long[][] waiting;

  private int waitingSets;

  /// @param words words of a strip
  /// @param atLeast the largest n that will be asked for, 1 to 65,535
  public CounterPlanes(int words, int atLeast) {
    if (atLeast < 1) {
      throw new IllegalArgumentException("at least one set: atLeast=" + atLeast);
    }
    this.words = words;
    this.limit = atLeast;
    int count = Integer.SIZE - Integer.numberOfLeadingZeros(atLeast - 1);
    this.start = (1 << count) - atLeast;
    this.planes = new long[count][words];
    this.reached = new long[words];
    this.waiting = new long[BATCH][words];
    clear();
  }

  /// Sets every counter to 0.
  public void clear() {
    waitingSets = 0;
    Arrays.fill(reached, 0);
    for (int plane = 0; plane < planes.length; plane++) {
      Arrays.fill(planes[plane], -(start >>> plane & 1L));
    }
  }

  /// The strip to which the caller writes the next set, every word of it, before calling
  /// [#addNext]. Another strip each time.
  public long[] next() {
    return waiting[waitingSets];
  }

  /// Adds 1 to the counter of each bit that is set in [#next].
  public void addNext() {
    if (++waitingSets == BATCH) {
      addFour();
    }
  }

  /// Adds 1 to the counter of each bit that is set. A caller that can write the set to [#next]
  /// saves the copy.
  public void add(long[] bits, int offset) {
    System.arraycopy(bits, offset, next(), 0, words);
    addNext();
  }

  /// Sets the bits of the target whose counter is at least n, and clears the others.
  public void atLeast(int n, long[] target, int offset) {
    assert n <= limit : "n=" + n + ", limit=" + limit;
    while (waitingSets > 0) {
      carry(waiting[--waitingSets], 0);
    }
    if (n == limit) {
      System.arraycopy(reached, 0, target, offset, words);
      return;
    }
    // Compares from the lowest plane up: greater-or-equal so far, corrected by each higher bit.
    Arrays.fill(target, offset, offset + words, -1L);
    int from = Math.max(n, 0) + start;
    for (int plane = 0; plane < planes.length; plane++) {
      if ((from >>> plane & 1) != 0) {
        Kernels.and(planes[plane], 0, target, offset, words);
      } else {
        Kernels.or(planes[plane], 0, target, offset, words);
      }
    }
    Kernels.or(reached, 0, target, offset, words);
  }

  private void addFour() {
    waitingSets = 0;
    switch (planes.length) {
      case 0 -> {
        for (long[] set : waiting) {
          Kernels.or(set, 0, reached, 0, words);
        }
      }
      case 1 -> addFour(planes[0]);
      default -> {
        addFour(planes[0], planes[1]);
        carry(waiting[0], 2);
      }
    }
  }

  // In these loops every array has the same position: then the compiler makes vectors of them, as
  // fast as by hand. With an offset into one of them it does not.

  /// Adds the waiting sets to the only plane.
  private void addFour(long[] plane) {
    long[] a = waiting[0];
    long[] b = waiting[1];
    long[] c = waiting[2];
    long[] d = waiting[3];
    long[] target = reached;
    for (int i = 0; i < words; i++) {
      long one = plane[i] ^ a[i] ^ b[i];
      target[i] |= majority(plane[i], a[i], b[i]) | majority(one, c[i], d[i]);
      plane[i] = one ^ c[i] ^ d[i];
    }
  }

  /// Adds the waiting sets to the two lowest planes, and leaves the carries in the first set.
  private void addFour(long[] low, long[] high) {
    long[] a = waiting[0];
    long[] b = waiting[1];
    long[] c = waiting[2];
    long[] d = waiting[3];
    for (int i = 0; i < words; i++) {
      long one = low[i] ^ a[i] ^ b[i];
      long first = majority(low[i], a[i], b[i]);
      long second = majority(one, c[i], d[i]);
      low[i] = one ^ c[i] ^ d[i];
      a[i] = majority(high[i], first, second);
      high[i] ^= first ^ second;
    }
  }

  /// The carry of three bits: those that at least two of them have.
  private static long majority(long a, long b, long c) {
    return (a & b) | (c & (a ^ b));
  }

  /// Adds one set to the planes from this one on. The set is used up.
  private void carry(long[] set, int fromPlane) {
    for (int plane = fromPlane; plane < planes.length; plane++) {
      if (addTo(planes[plane], set, words) == 0) {
        return;
      }
    }
    Kernels.or(set, 0, reached, 0, words);
  }

  /// Adds bits to a plane and leaves the carries in their place; returns 0 if there are none.
  private static long addTo(long[] plane, long[] bits, int words) {
    long any = 0;
    for (int i = 0; i < words; i++) {
      long carry = plane[i] & bits[i];
      plane[i] ^= bits[i];
      bits[i] = carry;
      any |= carry;
    }
    return any;
  }
}
