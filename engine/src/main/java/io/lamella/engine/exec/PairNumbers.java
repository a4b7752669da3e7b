package io.lamella.engine.exec;

import java.util.Arrays;

/// Numbers pairs from 0 on, as they come. Open addressing, at most half full. Confined to one
/// thread.
final class PairNumbers {
  /// Of a pair that is not there.
  static final int NONE = -1;

  private static final int FIRST_CAPACITY = 64;

  private long[] firsts = new long[FIRST_CAPACITY];
  private int[] seconds = new int[FIRST_CAPACITY];

  /// One more than each place's number; 0 where there is no pair.
  private int[] next = new int[FIRST_CAPACITY];

  private int size;

  /// Adds a pair; returns whether it is new.
  boolean add(long first, int second) {
    int before = size;
    number(first, second, true);
    return size > before;
  }

  /// The number of a pair, given now if it is new and to be added; or [#NONE].
  int number(long first, int second, boolean add) {
    int place = place(first, second);
    if (next[place] != 0) {
      return next[place] - 1;
    }
    if (!add) {
      return NONE;
    }
    firsts[place] = first;
    seconds[place] = second;
    next[place] = ++size;
    if (size << 1 > next.length) {
      grow();
    }
    return size - 1;
  }

  private int place(long first, int second) {
    long hash = (first * 0x9E37_79B9_7F4A_7C15L ^ second) * 0xC2B2_AE3D_27D4_EB4FL;
    int place = (int) (hash >>> 32) & (next.length - 1);
    while (next[place] != 0 && (firsts[place] != first || seconds[place] != second)) {
      place = (place + 1) & (next.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] oldFirsts = firsts;
    int[] oldSeconds = seconds;
    int[] oldNext = next;
    firsts = new long[2 * oldNext.length];
    seconds = new int[2 * oldNext.length];
    next = new int[2 * oldNext.length];
    for (int i = 0; i < oldNext.length; i++) {
      if (oldNext[i] != 0) {
        int place = place(oldFirsts[i], oldSeconds[i]);
        firsts[place] = oldFirsts[i];
        seconds[place] = oldSeconds[i];
        next[place] = oldNext[i];
      }
    }
  }

  /// Forgets all pairs.
  void clear() {
    if (size > 0) {
      Arrays.fill(next, 0);
      size = 0;
    }
  }
}
