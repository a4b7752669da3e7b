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

  static long countShared(
      MemorySegment memory, long[] offsets, long[] flips, long[] target, int words) {
    long count = 0;
    for (int word = 0; word < words; word++) {
      long at = (long) word << 3;
      long bits = target[word];
      bits &= memory.get(Layouts.U64, offsets[0] + at) ^ flips[0];
      bits &= memory.get(Layouts.U64, offsets[1] + at) ^ flips[1];
      bits &= memory.get(Layouts.U64, offsets[2] + at) ^ flips[2];
      count += Long.bitCount(bits);
    }
    return count;
  }
}
