package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Counts what two containers share where they lie: nothing is decoded to words and nothing is
/// stored. Containers of a fixed 1,024 words or of values; each is given by its memory and the
/// offset of its first byte.
public final class AndCountKernels {
  /// Words of a bitset, and mask bytes of a packed container.
  static final int WORDS = 1 << 10;

  private AndCountKernels() {}

  /// How many bits two bitsets share.
  public static long bitsets(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    return Kernels.vector()
        ? VectorAndCount.bitsets(a, aOffset, b, bOffset)
        : PlainAndCount.bitsets(a, aOffset, b, bOffset);
  }

  /// How many bits a packed container and a bitset share.
  public static long packedAndBitset(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    return PackedKernels.expandsVectors()
        ? VectorAndCount.packedAndBitset(a, aOffset, b, bOffset)
        : PlainAndCount.packedAndBitset(a, aOffset, b, bOffset);
  }

  /// How many bits two packed containers share.
  public static long packed(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    return PackedKernels.expandsVectors()
        ? VectorAndCount.packed(a, aOffset, b, bOffset)
        : PlainAndCount.packed(a, aOffset, b, bOffset);
  }

  /// How many bits a bitset shares with 1,024 words.
  public static long bitsetAndWords(MemorySegment a, long aOffset, long[] words) {
    return Kernels.vector()
        ? VectorAndCount.bitsetAndWords(a, aOffset, words)
        : PlainAndCount.bitsetAndWords(a, aOffset, words);
  }

  /// How many bits a packed container shares with 1,024 words.
  public static long packedAndWords(MemorySegment a, long aOffset, long[] words) {
    return PackedKernels.expandsVectors()
        ? VectorAndCount.packedAndWords(a, aOffset, words)
        : PlainAndCount.packedAndWords(a, aOffset, words);
  }

  /// How many values of an array are in a bitset.
  public static long arrayAndBitset(
      MemorySegment a, long aOffset, int cardinality, MemorySegment b, long bOffset) {
    long both = 0;
    for (int i = 0; i < cardinality; i++) {
      int low = ArrayKernels.value(a, aOffset, i);
      both += b.get(Layouts.U8, bOffset + (low >>> 3)) >>> (low & 7) & 1;
    }
    return both;
  }

  /// How many values of an array have their bit set in 1,024 words.
  public static long arrayAndWords(MemorySegment a, long aOffset, int cardinality, long[] words) {
    long both = 0;
    for (int i = 0; i < cardinality; i++) {
      int low = ArrayKernels.value(a, aOffset, i);
      both += words[low >>> 6] >>> low & 1;
    }
    return both;
  }

  /// How many values two arrays share. May read up to 64 bytes past the longer one.
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
    long both = 0;
    int at = 0;
    for (int i = 0; i < aCardinality; i++) {
      int low = ArrayKernels.value(a, aOffset, i);
      at = ArrayKernels.seek(b, bOffset, bCardinality, at, low);
      both += ArrayKernels.has(b, bOffset, bCardinality, at, low);
    }
    return both;
  }
}
