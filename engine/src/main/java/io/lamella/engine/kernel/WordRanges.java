package io.lamella.engine.kernel;

import java.util.Arrays;

/// Loops over ranges of bits in words: bit `first` is counted from the word at `to`, and the last
/// one belongs to the range.
public final class WordRanges {

  private WordRanges() {}

  /// Sets bits `[first, last]`.
  public static void set(long[] target, int to, int first, int last) {
    int firstWord = to + (first >>> 6);
    int lastWord = to + (last >>> 6);
    long firstMask = -1L << first;
    long lastMask = -1L >>> ~last;
    if (firstWord == lastWord) {
      target[firstWord] |= firstMask & lastMask;
      return;
    }
    target[firstWord] |= firstMask;
    if (lastWord - firstWord > 1) {
      Arrays.fill(target, firstWord + 1, lastWord, -1L);
    }
    target[lastWord] |= lastMask;
  }

  /// Clears bits `[first, last]`.
  public static void clear(long[] target, int to, int first, int last) {
    int firstWord = to + (first >>> 6);
    int lastWord = to + (last >>> 6);
    long firstMask = -1L << first;
    long lastMask = -1L >>> ~last;
    if (firstWord == lastWord) {
      target[firstWord] &= ~(firstMask & lastMask);
      return;
    }
    target[firstWord] &= ~firstMask;
    if (lastWord - firstWord > 1) {
      Arrays.fill(target, firstWord + 1, lastWord, 0);
    }
    target[lastWord] &= ~lastMask;
  }

  /// Clears all bits of `words` words but `[first, last]`.
  public static void keep(long[] target, int words, int first, int last) {
    Arrays.fill(target, 0, first >>> 6, 0);
    target[first >>> 6] &= -1L << first;
    target[last >>> 6] &= -1L >>> ~last;
    Arrays.fill(target, (last >>> 6) + 1, words, 0);
  }
}
