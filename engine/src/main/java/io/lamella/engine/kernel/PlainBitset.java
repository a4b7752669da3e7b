package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// The loops of [BitsetKernels] word by word: their definition.
final class PlainBitset {

  private PlainBitset() {}

  static void or(MemorySegment memory, long offset, int words, long[] target, int to) {
    for (int word = 0; word < words; word++) {
      target[to + word] |= memory.get(Layouts.U64, offset + ((long) word << 3));
    }
  }

  static void and(MemorySegment memory, long offset, int words, long[] target, int to) {
    for (int word = 0; word < words; word++) {
      target[to + word] &= memory.get(Layouts.U64, offset + ((long) word << 3));
    }
  }

  static void andNot(MemorySegment memory, long offset, int words, long[] target, int to) {
    for (int word = 0; word < words; word++) {
      target[to + word] &= ~memory.get(Layouts.U64, offset + ((long) word << 3));
    }
  }
}
