package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Loops over array containers: the low 16 bits of each ordinal, ascending, little-endian `u16`.
///
/// Every loop takes the container's offset in bytes and its cardinality, then the strip: words
/// `[fromWord, fromWord + words)` of the container, which are those from `to` on in the target. The
/// strip's values are found by search and visited from 0 on: a loop that begins elsewhere, or asks
/// for its end, keeps its bounds checks and takes half as long again.
public final class ArrayKernels {
  private static final int BLOCK = 64;

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
    int first = below(memory, offset, cardinality, fromWord << 6);
    int count = below(memory, offset, cardinality, (fromWord + words) << 6) - first;
    long values = offset + ((long) first << 1);
    for (int i = 0; i < count; i++) {
      int low = value(memory, values, i);
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
    int first = below(memory, offset, cardinality, fromWord << 6);
    int count = below(memory, offset, cardinality, (fromWord + words) << 6) - first;
    long values = offset + ((long) first << 1);
    for (int i = 0; i < count; i++) {
      int low = value(memory, values, i);
      target[(low >>> 6) + shift] &= ~(1L << low);
    }
  }

  /// Keeps in the target what is in the strip.
  ///
  /// Whether the next value lies in the same word, or how many words further on, cannot be guessed,
  /// and a loop that asks takes twice as long. So values are taken 64 at a time: which of them the
  /// target has, then the words up to the last one are cleared, then those values are set again.
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
    // The last word cleared, and what it was: the next values may lie in it too.
    int cleared = to - 1;
    long before = 0;
    for (int first = below(memory, offset, cardinality, fromWord << 6);
        first < end;
        first += BLOCK) {
      int count = Math.min(BLOCK, end - first);
      long values = offset + ((long) first << 1);
      long kept = 0;
      for (int i = 0; i < count; i++) {
        int low = value(memory, values, i);
        int word = (low >>> 6) + shift;
        kept |= ((word == cleared ? before : target[word]) >>> low & 1) << i;
      }
      int last = (value(memory, values, count - 1) >>> 6) + shift;
      if (last != cleared) {
        before = target[last];
        Arrays.fill(target, cleared + 1, last + 1, 0);
        cleared = last;
      }
      for (int i = 0; i < count; i++) {
        int low = value(memory, values, i);
        target[(low >>> 6) + shift] |= (kept >>> i & 1) << low;
      }
    }
    Arrays.fill(target, cleared + 1, to + words, 0);
  }

  /// How many values are below this one, which is also the position of the first that is not.
  ///
  /// @param low 0 to 65,536
  public static int below(MemorySegment memory, long offset, int cardinality, int low) {
    if (low == 0) {
      return 0;
    }
    if (low == 1 << 16) {
      return cardinality;
    }
    int from = 0;
    for (int left = cardinality; left > 0; ) {
      int half = (left + 1) >>> 1;
      // All ones if the half is below, else 0: a condition that nobody can guess costs more.
      from += half & (value(memory, offset, from + half - 1) - low) >> 31;
      left -= half;
    }
    return from;
  }

  /// Keeps those of some ascending values that are in the container, in their order, at the front;
  /// returns how many. May read up to 64 bytes past the container.
  ///
  /// @param flip 1 to keep those that are not in it instead, else 0
  public static int keep(
      MemorySegment memory, long offset, int cardinality, char[] lows, int count, int flip) {
    int kept = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
      char low = lows[i];
      at = seek(memory, offset, cardinality, at, low);
      lows[kept] = low;
      kept += has(memory, offset, cardinality, at, low) ^ flip;
    }
    return kept;
  }

  /// A position from which [#has] finds a value if the container has it: at or after another such
  /// position, of a value that is not greater.
  static int seek(MemorySegment memory, long offset, int cardinality, int from, int low) {
    return Kernels.vector()
        ? VectorArrays.seek(memory, offset, cardinality, from, low)
        : PlainArrays.seek(memory, offset, cardinality, from, low);
  }

  /// 1 if the container has a value, else 0. May read up to 64 bytes past the container.
  ///
  /// @param at what [#seek] returned for the value
  static int has(MemorySegment memory, long offset, int cardinality, int at, int low) {
    return Kernels.vector()
        ? VectorArrays.has(memory, offset, cardinality, at, low)
        : PlainArrays.has(memory, offset, cardinality, at, low);
  }

  /// Writes the values, ascending.
  public static void list(MemorySegment memory, long offset, int cardinality, char[] lows) {
    MemorySegment.copy(memory, Layouts.CHARACTERS, offset, lows, 0, cardinality);
  }

  /// The value at a position.
  public static int value(MemorySegment memory, long offset, int position) {
    return memory.get(Layouts.U16, offset + ((long) position << 1)) & 0xFFFF;
  }
}
