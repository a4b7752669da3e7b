package io.lamella.engine.kernel;

import java.util.Arrays;

/// Counters for *at least n of k sets*, one for each bit of a strip, bit-sliced: plane p holds bit
/// p of every counter. Adding a set is a ripple of carries over whole words, 64 customers at a
/// time. A counter that passes what its planes can hold stays above n. Confined to one thread;
/// allocates nothing after construction.
public final class CounterPlanes {
  private final int words;
  private final long[][] planes;

  /// Counters that overflowed, and so are at least n.
  private final long[] overflow;

  /// Planes that may hold anything but zeroes.
  private int used;

  private boolean overflowed;

  /// @param words words of a strip
  /// @param atLeast the largest n that will be asked for
  public CounterPlanes(int words, int atLeast) {
    this.words = words;
    this.planes = new long[Integer.SIZE - Integer.numberOfLeadingZeros(atLeast)][words];
    this.overflow = new long[words];
  }

  /// Sets every counter to 0.
  public void clear() {
    for (int plane = 0; plane < used; plane++) {
      Arrays.fill(planes[plane], 0);
    }
    if (overflowed) {
      Arrays.fill(overflow, 0);
    }
    used = 0;
    overflowed = false;
  }

  /// Adds 1 to the counter of each bit that is set. The strip is used up: it holds carries
  /// afterwards.
  public void add(long[] bits, int offset) {
    for (int plane = 0; plane < planes.length; plane++) {
      if (addTo(planes[plane], bits, offset, words) == 0) {
        used = Math.max(used, plane + 1);
        return;
      }
    }
    used = planes.length;
    overflowed = true;
    Kernels.or(bits, offset, overflow, 0, words);
  }

  /// Adds bits to a plane and leaves the carries in their place; returns 0 if there are none.
  private static long addTo(long[] plane, long[] bits, int offset, int words) {
    long any = 0;
    for (int i = 0; i < words; i++) {
      long carry = plane[i] & bits[offset + i];
      plane[i] ^= bits[offset + i];
      bits[offset + i] = carry;
      any |= carry;
    }
    return any;
  }

  /// Sets the bits of the target whose counter is at least n, and clears the others.
  public void atLeast(int n, long[] target, int offset) {
    // Compares from the lowest plane up: greater-or-equal so far, corrected by each higher bit.
    Arrays.fill(target, offset, offset + words, -1L);
    for (int plane = 0; plane < planes.length; plane++) {
      compare(planes[plane], (n >>> plane & 1) != 0, target, offset, words);
    }
    Kernels.or(overflow, 0, target, offset, words);
  }

  private static void compare(long[] plane, boolean bit, long[] target, int offset, int words) {
    if (bit) {
      Kernels.and(plane, 0, target, offset, words);
    } else {
      Kernels.or(plane, 0, target, offset, words);
    }
  }
}
