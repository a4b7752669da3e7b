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

  /// Adds 1 to the counter of each bit that is set. The strip is used up: it holds carries
  /// afterwards.
  public void add(long[] bits, int offset) {
    carry(bits, offset, 0);
  }

  /// Sets the bits of the target whose counter is at least n, and clears the others.
  public void atLeast(int n, long[] target, int offset) {
    assert n <= limit : "n=" + n + ", limit=" + limit;
    while (waitingSets > 0) {
      carry(waiting[--waitingSets], 0, 0);
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
      case 1 -> addFourToOne();
      default -> {
        addFourToTwo();
        carry(waiting[0], 0, 2);
      }
    }
  }

  private void addFourToOne() {
    if (Kernels.vector()) {
      VectorCounters.addFour(waiting, planes[0], reached, words);
    } else {
      PlainCounters.addFour(waiting, planes[0], reached, 0, words);
    }
  }

  /// Leaves the carries in the first waiting set.
  private void addFourToTwo() {
    if (Kernels.vector()) {
      VectorCounters.addFour(waiting, planes[0], planes[1], waiting[0], words);
    } else {
      PlainCounters.addFour(waiting, planes[0], planes[1], waiting[0], 0, words);
    }
  }

  /// Adds bits to a plane, and what they carry to the next ones.
  private void carry(long[] bits, int offset, int fromPlane) {
    for (int plane = fromPlane; plane < planes.length; plane++) {
      if (addTo(planes[plane], bits, offset) == 0) {
        return;
      }
    }
    Kernels.or(bits, offset, reached, 0, words);
  }

  private long addTo(long[] plane, long[] bits, int offset) {
    return Kernels.vector()
        ? VectorCounters.add(plane, bits, offset, words)
        : PlainCounters.add(plane, bits, offset, 0, words);
  }
}
