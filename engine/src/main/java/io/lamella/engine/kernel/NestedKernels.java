package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Loops over nested containers: packed ones whose mask is packed itself, for sets so thin that
/// most of the mask is 0.
///
/// ```
///   u16          how many mask bytes are not 0
///   128 bytes    one bit for each mask byte that is not 0
///   mask bytes   those that are not 0
///   bytes        those of the bitset that are not 0
/// ```
///
/// Strips are named as in [PackedKernels], and as much may be read past the container. Only
/// [#decode] is fast: who has room for a chunk's words decodes first and combines those.
public final class NestedKernels {
  static final int HEADER_BYTES = Short.BYTES;
  static final int TOP_BYTES = 1 << 7;

  private NestedKernels() {}

  /// Writes the strip to the target.
  public static void decode(
      MemorySegment memory, long offset, int fromWord, int words, long[] target, int to) {
    long masks = masksAt(memory, offset, fromWord);
    long bytes = bytesAt(memory, offset, masks);
    if (PackedKernels.expandsVectors()) {
      VectorNested.decode(memory, top(offset), masks, bytes, fromWord, words, target, to);
    } else {
      PlainNested.decode(memory, top(offset), masks, bytes, fromWord, words, target, to);
    }
  }

  /// Adds the strip to the target.
  public static void or(
      MemorySegment memory, long offset, int fromWord, int words, long[] target, int to) {
    long masks = masksAt(memory, offset, fromWord);
    long bytes = bytesAt(memory, offset, masks);
    PlainNested.or(memory, top(offset), masks, bytes, fromWord, words, target, to);
  }

  /// Keeps in the target what is in the strip.
  public static void and(
      MemorySegment memory, long offset, int fromWord, int words, long[] target, int to) {
    long masks = masksAt(memory, offset, fromWord);
    long bytes = bytesAt(memory, offset, masks);
    PlainNested.and(memory, top(offset), masks, bytes, fromWord, words, target, to);
  }

  /// Takes the strip from the target.
  public static void andNot(
      MemorySegment memory, long offset, int fromWord, int words, long[] target, int to) {
    long masks = masksAt(memory, offset, fromWord);
    long bytes = bytesAt(memory, offset, masks);
    PlainNested.andNot(memory, top(offset), masks, bytes, fromWord, words, target, to);
  }

  /// Whether a value is in the container.
  public static boolean contains(MemorySegment memory, long offset, int low) {
    int word = low >>> 6;
    if ((memory.get(Layouts.U8, top(offset) + (word >>> 3)) >>> (word & 7) & 1) == 0) {
      return false;
    }
    long masks = masksAt(memory, offset, word);
    int mask = memory.get(Layouts.U8, masks) & 0xFF;
    int bit = 1 << (low >>> 3 & 7);
    if ((mask & bit) == 0) {
      return false;
    }
    long at = bytesAt(memory, offset, masks) + Integer.bitCount(mask & (bit - 1));
    return (memory.get(Layouts.U8, at) >>> (low & 7) & 1) != 0;
  }

  /// How many bytes the container takes.
  public static int sizeBytes(MemorySegment memory, long offset) {
    long end = bytesAt(memory, offset, firstByte(memory, offset));
    return (int) (end - offset);
  }

  static long top(long offset) {
    return offset + HEADER_BYTES;
  }

  /// The first of the container's mask bytes.
  static long firstMask(long offset) {
    return offset + HEADER_BYTES + TOP_BYTES;
  }

  /// The first of the container's bytes.
  static long firstByte(MemorySegment memory, long offset) {
    return firstMask(offset) + (memory.get(Layouts.U16, offset) & 0xFFFF);
  }

  /// Where the mask bytes of a word and those after it begin.
  private static long masksAt(MemorySegment memory, long offset, int word) {
    long at = firstMask(offset);
    long top = top(offset);
    for (int from = 0; from < word; from += Long.SIZE) {
      long bits = memory.get(Layouts.U64, top + (from >>> 3));
      int left = word - from;
      at += Long.bitCount(left < Long.SIZE ? bits & ((1L << left) - 1) : bits);
    }
    return at;
  }

  /// Where the bytes begin that belong to a place among the mask bytes.
  private static long bytesAt(MemorySegment memory, long offset, long masks) {
    long first = firstMask(offset);
    int before = (int) (masks - first);
    long at = firstByte(memory, offset);
    int whole = before & -Long.BYTES;
    if (before > whole) {
      long last = memory.get(Layouts.U64, first + whole);
      at += Long.bitCount(last & ((1L << ((before - whole) << 3)) - 1));
    }
    return whole == 0 ? at : at + PackedKernels.popcount(memory, first, whole);
  }
}
