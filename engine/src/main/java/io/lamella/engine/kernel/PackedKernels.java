package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Loops over packed containers: 1,024 mask bytes, one bit for each byte of the bitset that is not
/// 0, then those bytes.
///
/// Every loop takes the container's offset in bytes, then the strip: words `[fromWord, fromWord +
/// words)` of the bitset, which are those from `to` on in the target. It may read up to 64 bytes
/// past the container, and does not use them.
public final class PackedKernels {
  static final int MASK_BYTES = 1 << 10;

  private static final boolean FAST = Kernels.hasVectors() && VectorPacked.isFast();

  private PackedKernels() {}

  /// Whether a container is expanded 64 bytes at a time by one instruction; else 8 at a time, which
  /// is about 9 times slower.
  public static boolean expandsVectors() {
    return FAST && Kernels.vector();
  }

  /// Writes the strip to the target.
  public static void decode(
      MemorySegment memory, long offset, int fromWord, int words, long[] target, int to) {
    long bytes = bytesAt(memory, offset, fromWord);
    if (expandsVectors()) {
      VectorPacked.decode(memory, offset + fromWord, bytes, words, target, to);
    } else {
      PlainPacked.decode(memory, offset + fromWord, bytes, words, target, to);
    }
  }

  /// Adds the strip to the target.
  public static void or(
      MemorySegment memory, long offset, int fromWord, int words, long[] target, int to) {
    long bytes = bytesAt(memory, offset, fromWord);
    if (expandsVectors()) {
      VectorPacked.or(memory, offset + fromWord, bytes, words, target, to);
    } else {
      PlainPacked.or(memory, offset + fromWord, bytes, words, target, to);
    }
  }

  /// Keeps in the target what is in the strip.
  public static void and(
      MemorySegment memory, long offset, int fromWord, int words, long[] target, int to) {
    long bytes = bytesAt(memory, offset, fromWord);
    if (expandsVectors()) {
      VectorPacked.and(memory, offset + fromWord, bytes, words, target, to);
    } else {
      PlainPacked.and(memory, offset + fromWord, bytes, words, target, to);
    }
  }

  /// Takes the strip from the target.
  public static void andNot(
      MemorySegment memory, long offset, int fromWord, int words, long[] target, int to) {
    long bytes = bytesAt(memory, offset, fromWord);
    if (expandsVectors()) {
      VectorPacked.andNot(memory, offset + fromWord, bytes, words, target, to);
    } else {
      PlainPacked.andNot(memory, offset + fromWord, bytes, words, target, to);
    }
  }

  /// Whether a value is in the container.
  public static boolean contains(MemorySegment memory, long offset, int low) {
    int mask = memory.get(Layouts.U8, offset + (low >>> 6)) & 0xFF;
    int bit = 1 << (low >>> 3 & 7);
    if ((mask & bit) == 0) {
      return false;
    }
    long at = bytesAt(memory, offset, low >>> 6) + Integer.bitCount(mask & (bit - 1));
    return (memory.get(Layouts.U8, at) >>> (low & 7) & 1) != 0;
  }

  /// How many bytes the container takes.
  public static int sizeBytes(MemorySegment memory, long offset) {
    return MASK_BYTES + (int) popcount(memory, offset, MASK_BYTES);
  }

  /// Keeps those of the values that are in the container, in their order, at the front; returns how
  /// many.
  ///
  /// Most values that are not there lie in a byte that is not there either, which the mask tells;
  /// only for the others are the bytes counted that come before, from one value to the next.
  ///
  /// @param lows ascending
  /// @param flip 1 to keep those that are not in it instead, else 0
  public static int keep(MemorySegment memory, long offset, char[] lows, int count, int flip) {
    long at = offset + MASK_BYTES;
    int line = 0;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      char low = lows[i];
      int in = 0;
      if ((memory.get(Layouts.U8, offset + (low >>> 6)) >>> (low >>> 3 & 7) & 1) != 0) {
        int lineOfLow = low >>> 9;
        at += popcount(memory, offset + ((long) line << 3), (lineOfLow - line) << 3);
        line = lineOfLow;
        long mask = memory.get(Layouts.U64, offset + ((long) line << 3));
        int before = Long.bitCount(mask & ((1L << (low >>> 3)) - 1));
        in = memory.get(Layouts.U8, at + before) >>> (low & 7) & 1;
      }
      lows[kept] = low;
      kept += in ^ flip;
    }
    return kept;
  }

  /// Where the bytes of a word and those after it begin: past all that the mask has before it.
  private static long bytesAt(MemorySegment memory, long offset, int word) {
    long at = offset + MASK_BYTES;
    if (word == 0) {
      return at;
    }
    int whole = word & -Long.BYTES;
    long before = memory.get(Layouts.U64, offset + whole) & ((1L << ((word & 7) << 3)) - 1);
    at += Long.bitCount(before);
    return at + popcount(memory, offset, whole);
  }

  /// How many bits are set in so many bytes, a multiple of 8.
  static long popcount(MemorySegment memory, long offset, int bytes) {
    return expandsVectors()
        ? VectorPacked.popcount(memory, offset, bytes)
        : PlainPacked.popcount(memory, offset, bytes);
  }
}
