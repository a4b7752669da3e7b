package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Counts what two containers share where they lie: nothing is decoded to words and nothing is
/// stored. Containers of a fixed 1,024 words or of values; each is given by its memory and the
/// offset of its first byte.
public final class SharedKernels {
  private SharedKernels() {}

  /// How many bits two bitsets share.
  public static long bitsets(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    return Kernels.vector()
        ? VectorShared.bitsets(a, aOffset, b, bOffset)
        : PlainShared.bitsets(a, aOffset, b, bOffset);
  }

  /// How many bits a packed container and a bitset share.
  public static long packedAndBitset(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    return PackedKernels.expandsVectors()
        ? VectorShared.packedAndBitset(a, aOffset, b, bOffset)
        : PlainShared.packedAndBitset(a, aOffset, b, bOffset);
  }

  /// How many bits two packed containers share.
  public static long packed(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    return PackedKernels.expandsVectors()
        ? VectorShared.packed(a, aOffset, b, bOffset)
        : PlainShared.packed(a, aOffset, b, bOffset);
  }

  /// How many values of an array are in a bitset.
  public static long arrayAndBitset(
      MemorySegment a, long aOffset, int cardinality, MemorySegment b, long bOffset) {
    long shared = 0;
    for (int i = 0; i < cardinality; i++) {
      int low = ArrayKernels.value(a, aOffset, i);
      shared += b.get(Layouts.U8, bOffset + (low >>> 3)) >>> (low & 7) & 1;
    }
    return shared;
  }

  /// How many values of an array have their bit set in 1,024 words.
  public static long arrayAndWords(MemorySegment a, long aOffset, int cardinality, long[] words) {
    long shared = 0;
    for (int i = 0; i < cardinality; i++) {
      int low = ArrayKernels.value(a, aOffset, i);
      shared += words[low >>> 6] >>> low & 1;
    }
    return shared;
  }

  /// How many values two arrays share. May read up to 64 bytes past either.
  public static long arrays(
      MemorySegment a,
      long aOffset,
      int aCardinality,
      MemorySegment b,
      long bOffset,
      int bCardinality) {
    if (aCardinality > bCardinality) {
      return arrays(b, bOffset, bCardinality, a, aOffset, aCardinality);
    }
    return Kernels.vector()
        ? VectorArrays.shared(a, aOffset, aCardinality, b, bOffset, bCardinality)
        : PlainArrays.shared(a, aOffset, aCardinality, b, bOffset, bCardinality);
  }
}
