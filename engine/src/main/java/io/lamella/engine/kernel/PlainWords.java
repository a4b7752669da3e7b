package io.lamella.engine.kernel;

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
}
