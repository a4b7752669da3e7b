package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Loops over array containers: the low 16 bits of each ordinal, ascending, little-endian `u16`.
///
/// Every loop takes the container's offset in bytes and its cardinality, then the strip: words
/// `[fromWord, fromWord + words)` of the container, which are those from `to` on in the target. It
/// visits only values of the strip, found by binary search, so that its own loop has no condition
/// on the data.
public final class ArrayKernels {

  private ArrayKernels() {}

  /// Adds the strip to the target.
  public static void or(
      MemorySegment memory,
      long offset,
      int cardinality,
      int fromWord,
      int words,
      long[] target,
      int to) {
    int shift = to - fromWord;
    int end = below(memory, offset, cardinality, (fromWord + words) << 6);
    for (int i = below(memory, offset, cardinality, fromWord << 6); i < end; i++) {
      int low = value(memory, offset, i);
      target[(low >>> 6) + shift] |= 1L << low;
    }
  }

  /// Takes the strip from the target.
  public static void andNot(
      MemorySegment memory,
      long offset,
      int cardinality,
      int fromWord,
      int words,
      long[] target,
      int to) {
    int shift = to - fromWord;
    int end = below(memory, offset, cardinality, (fromWord + words) << 6);
    for (int i = below(memory, offset, cardinality, fromWord << 6); i < end; i++) {
      int low = value(memory, offset, i);
      target[(low >>> 6) + shift] &= ~(1L << low);
    }
  }

  /// Keeps in the target what is in the strip.
  public static void and(
      MemorySegment memory,
      long offset,
      int cardinality,
      int fromWord,
      int words,
      long[] target,
      int to) {
    int shift = to - fromWord;
    int end = below(memory, offset, cardinality, (fromWord + words) << 6);
    // Words before `word` are done; `bits` gathers the values of that word.
    int word = to;
    long bits = 0;
    for (int i = below(memory, offset, cardinality, fromWord << 6); i < end; i++) {
      int low = value(memory, offset, i);
      for (int next = (low >>> 6) + shift; word < next; word++) {
        target[word] &= bits;
        bits = 0;
      }
      bits |= 1L << low;
    }
    for (; word < to + words; word++) {
      target[word] &= bits;
      bits = 0;
    }
  }

  /// How many values are below this one, which is also the position of the first that is not.
  ///
  /// @param low 0 to 65,536
  public static int below(MemorySegment memory, long offset, int cardinality, int low) {
    if (low == 0) {
      return 0;
    }
    if (low > value(memory, offset, cardinality - 1)) {
      return cardinality;
    }
    int from = 0;
    for (int left = cardinality; left > 0; ) {
      int half = left >>> 1;
      if (value(memory, offset, from + half) < low) {
        from += half + 1;
        left -= half + 1;
      } else {
        left = half;
      }
    }
    return from;
  }

  /// The value at a position.
  public static int value(MemorySegment memory, long offset, int position) {
    return memory.get(Layouts.U16, offset + ((long) position << 1)) & 0xFFFF;
  }
}
