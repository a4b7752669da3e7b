package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// The loops of [AndCountKernels] word by word: their definition.
final class PlainAndCount {
  private static final int WORDS = AndCountKernels.WORDS;

  private PlainAndCount() {}

  static long bitsets(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    long both = 0;
    for (long at = 0; at < WORDS << 3; at += Long.BYTES) {
      both += Long.bitCount(a.get(Layouts.U64, aOffset + at) & b.get(Layouts.U64, bOffset + at));
    }
    return both;
  }

  static long packedAndBitset(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    long both = 0;
    long aBytes = aOffset + PackedKernels.MASK_BYTES;
    for (int word = 0; word < WORDS; word++) {
      int mask = a.get(Layouts.U8, aOffset + word) & 0xFF;
      both +=
          Long.bitCount(
              PlainPacked.expand(a.get(Layouts.U64, aBytes), mask)
                  & b.get(Layouts.U64, bOffset + ((long) word << 3)));
      aBytes += Integer.bitCount(mask);
    }
    return both;
  }

  static long packed(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    long both = 0;
    long aBytes = aOffset + PackedKernels.MASK_BYTES;
    long bBytes = bOffset + PackedKernels.MASK_BYTES;
    for (int word = 0; word < WORDS; word++) {
      int aMask = a.get(Layouts.U8, aOffset + word) & 0xFF;
      int bMask = b.get(Layouts.U8, bOffset + word) & 0xFF;
      both +=
          Long.bitCount(
              PlainPacked.expand(a.get(Layouts.U64, aBytes), aMask)
                  & PlainPacked.expand(b.get(Layouts.U64, bBytes), bMask));
      aBytes += Integer.bitCount(aMask);
      bBytes += Integer.bitCount(bMask);
    }
    return both;
  }

  static long bitsetAndWords(MemorySegment a, long aOffset, long[] words) {
    long both = 0;
    for (int word = 0; word < WORDS; word++) {
      both += Long.bitCount(a.get(Layouts.U64, aOffset + ((long) word << 3)) & words[word]);
    }
    return both;
  }

  static long packedAndWords(MemorySegment a, long aOffset, long[] words) {
    long both = 0;
    long aBytes = aOffset + PackedKernels.MASK_BYTES;
    for (int word = 0; word < WORDS; word++) {
      int mask = a.get(Layouts.U8, aOffset + word) & 0xFF;
      both += Long.bitCount(PlainPacked.expand(a.get(Layouts.U64, aBytes), mask) & words[word]);
      aBytes += Integer.bitCount(mask);
    }
    return both;
  }
}
