package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Loops over bitset containers: 1,024 words of 64 bits, little-endian, one bit for each customer
/// of a chunk.
///
/// Every loop takes the offset in bytes of the strip's first word, and the strip's words, which are
/// those from `to` on in the target.
public final class BitsetKernels {

  private BitsetKernels() {}

  /// Writes the strip to the target.
  public static void decode(MemorySegment memory, long offset, int words, long[] target, int to) {
    MemorySegment.copy(memory, Layouts.U64, offset, target, to, words);
  }

  /// Adds the strip to the target.
  public static void or(MemorySegment memory, long offset, int words, long[] target, int to) {
    if (Kernels.vector()) {
      VectorBitset.or(memory, offset, words, target, to);
    } else {
      PlainBitset.or(memory, offset, words, target, to);
    }
  }

  /// Keeps in the target what is in the strip.
  public static void and(MemorySegment memory, long offset, int words, long[] target, int to) {
    if (Kernels.vector()) {
      VectorBitset.and(memory, offset, words, target, to);
    } else {
      PlainBitset.and(memory, offset, words, target, to);
    }
  }

  /// Takes the strip from the target.
  public static void andNot(MemorySegment memory, long offset, int words, long[] target, int to) {
    if (Kernels.vector()) {
      VectorBitset.andNot(memory, offset, words, target, to);
    } else {
      PlainBitset.andNot(memory, offset, words, target, to);
    }
  }

  /// Whether a value is in the container that begins at the offset.
  public static boolean contains(MemorySegment memory, long offset, int low) {
    return (memory.get(Layouts.U8, offset + (low >>> 3)) >>> (low & 7) & 1) != 0;
  }

  /// Keeps those of the values that are in the container, in their order, at the front; returns how
  /// many.
  ///
  /// @param flip 1 to keep those that are not in it instead, else 0
  public static int keep(MemorySegment memory, long offset, char[] lows, int count, int flip) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      char low = lows[i];
      lows[kept] = low;
      kept += (memory.get(Layouts.U8, offset + (low >>> 3)) >>> (low & 7) & 1) ^ flip;
    }
    return kept;
  }

  /// How many bits the target shares with three bitsets, each as it is or turned over: what is left
  /// of an intersection is counted and never stored. A bitset may stand twice, so fewer than three
  /// are counted by the same loop.
  ///
  /// @param flips -1 for a bitset that is turned over, else 0
  public static long countShared(
      MemorySegment memory, long[] offsets, long[] flips, long[] target, int words) {
    return Kernels.vector()
        ? VectorBitset.countShared(memory, offsets, flips, target, words)
        : PlainBitset.countShared(memory, offsets, flips, target, words);
  }
}
