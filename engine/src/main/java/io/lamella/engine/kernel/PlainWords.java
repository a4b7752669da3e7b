package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Combinations of two strips word by word: their definition.
final class PlainWords {

  private PlainWords() {}

  static void and(long[] source, int from, long[] target, int to, int words) {
    for (int i = 0; i < words; i++) {
      target[to + i] &= source[from + i];
    }
  }

  static void or(long[] source, int from, long[] target, int to, int words) {
    for (int i = 0; i < words; i++) {
      target[to + i] |= source[from + i];
    }
  }

  static void andNot(long[] source, int from, long[] target, int to, int words) {
    for (int i = 0; i < words; i++) {
      target[to + i] &= ~source[from + i];
    }
  }

  /// Appends to `lows` from `at` on; returns where it ends.
  static int list(long[] bits, int fromWord, int toWord, char[] lows, int at) {
    int end = at;
    for (int word = fromWord; word < toWord; word++) {
      for (long left = bits[word]; left != 0; left &= left - 1) {
        lows[end++] = (char) ((word << 6) + Long.numberOfTrailingZeros(left));
      }
    }
    return end;
  }

  static long sum(MemorySegment memory, long offset, long bytes) {
    long sum = 0;
    int words = Math.toIntExact(bytes >>> 3);
    for (int word = 0; word < words; word++) {
      sum += memory.get(Layouts.U64, offset + ((long) word << 3));
    }
    return sum;
  }
}
