package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// The loops of [PackedKernels] word by word: their definition. The mask's offset is that of the
/// strip's first mask byte, the bytes' that of its first byte.
final class PlainPacked {

  /// Bit 0 of each byte.
  private static final long BYTE_LOW_BITS = 0x0101010101010101L;

  private PlainPacked() {}

  static void decode(
      MemorySegment memory, long maskOffset, long bytesOffset, int words, long[] target, int to) {
    long at = bytesOffset;
    for (int word = 0; word < words; word++) {
      int mask = memory.get(Layouts.U8, maskOffset + word) & 0xFF;
      target[to + word] = expand(memory.get(Layouts.U64, at), mask);
      at += Integer.bitCount(mask);
    }
  }

  static void or(
      MemorySegment memory, long maskOffset, long bytesOffset, int words, long[] target, int to) {
    long at = bytesOffset;
    for (int word = 0; word < words; word++) {
      int mask = memory.get(Layouts.U8, maskOffset + word) & 0xFF;
      target[to + word] |= expand(memory.get(Layouts.U64, at), mask);
      at += Integer.bitCount(mask);
    }
  }

  static void and(
      MemorySegment memory, long maskOffset, long bytesOffset, int words, long[] target, int to) {
    long at = bytesOffset;
    for (int word = 0; word < words; word++) {
      int mask = memory.get(Layouts.U8, maskOffset + word) & 0xFF;
      target[to + word] &= expand(memory.get(Layouts.U64, at), mask);
      at += Integer.bitCount(mask);
    }
  }

  static void andNot(
      MemorySegment memory, long maskOffset, long bytesOffset, int words, long[] target, int to) {
    long at = bytesOffset;
    for (int word = 0; word < words; word++) {
      int mask = memory.get(Layouts.U8, maskOffset + word) & 0xFF;
      target[to + word] &= ~expand(memory.get(Layouts.U64, at), mask);
      at += Integer.bitCount(mask);
    }
  }

  /// How many bits are set in the first `bytes` bytes, a multiple of 8.
  static long popcount(MemorySegment memory, long offset, int bytes) {
    long count = 0;
    for (int word = 0; word < bytes >>> 3; word++) {
      count += Long.bitCount(memory.get(Layouts.U64, offset + ((long) word << 3)));
    }
    return count;
  }

  /// The next bytes, each at its place in the word: for each bit of the mask that is set one byte,
  /// for each other bit 0.
  static long expand(long bytes, int mask) {
    // The mask's bits, each at the foot of its byte, times 255: the bytes that are there.
    return Long.expand(bytes, Long.expand(mask, BYTE_LOW_BITS) * 0xFF);
  }
}
