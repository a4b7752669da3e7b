package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Values looked up in an array container one after the other: the definition of [VectorArrays].
final class PlainArrays {

  private PlainArrays() {}

  static int seek(MemorySegment memory, long offset, int cardinality, int from, int low) {
    int at = from;
    while (at < cardinality && ArrayKernels.value(memory, offset, at) < low) {
      at++;
    }
    return at;
  }

  static int has(MemorySegment memory, long offset, int cardinality, int at, int low) {
    return at < cardinality && ArrayKernels.value(memory, offset, at) == low ? 1 : 0;
  }
}
