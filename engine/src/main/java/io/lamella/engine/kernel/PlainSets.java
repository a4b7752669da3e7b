package io.lamella.engine.kernel;

/// Combinations of several strips from a word on: their definition.
final class PlainSets {

  private PlainSets() {}

  static long both(long[] a, long[] b, int from, long[] target, int words) {
    long any = 0;
    for (int i = from; i < words; i++) {
      target[i] = a[i] & b[i];
      any |= target[i];
    }
    return any;
  }

  static long choose(long[] which, long[] a, long[] b, int from, long[] target, int words) {
    long any = 0;
    for (int i = from; i < words; i++) {
      target[i] = (a[i] & which[i]) | (b[i] & ~which[i]);
      any |= target[i];
    }
    return any;
  }

  static void tally(long[] bits, long flip, long[] once, long[] twice, int from, int words) {
    for (int i = from; i < words; i++) {
      long added = bits[i] ^ flip;
      twice[i] |= once[i] & added;
      once[i] |= added;
    }
  }
}
