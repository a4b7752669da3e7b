package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Values looked up in an array container one after the other: the definition of [VectorArrays].
final class PlainArrays {

  private PlainArrays() {}

  static long shared(
      MemorySegment a,
      long aOffset,
      int aCardinality,
      MemorySegment b,
      long bOffset,
      int bCardinality) {
    long shared = 0;
    int at = 0;
    for (int i = 0; i < aCardinality; i++) {
      int low = ArrayKernels.value(a, aOffset, i);
      at = seek(b, bOffset, bCardinality, at, low);
      shared += has(b, bOffset, bCardinality, at, low);
    }
    return shared;
  }

  static int keep(
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

  private static int seek(MemorySegment memory, long offset, int cardinality, int from, int low) {
    int at = from;
    while (at < cardinality && ArrayKernels.value(memory, offset, at) < low) {
      at++;
    }
    return at;
  }

  private static int has(MemorySegment memory, long offset, int cardinality, int at, int low) {
    return at < cardinality && ArrayKernels.value(memory, offset, at) == low ? 1 : 0;
  }
}
