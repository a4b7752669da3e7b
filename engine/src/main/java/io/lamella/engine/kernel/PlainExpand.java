package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Expansion of packed bytes, word by word: the definition.
final class PlainExpand {
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  /// Bit 0 of each byte.
  private static final long BYTE_LOW_BITS = 0x0101010101010101L;

  private PlainExpand() {}

  /// As [Kernels#expand]. Reads at most 8 bytes past the last packed byte.
  static void expand(
      MemorySegment memory, long maskOffset, long bytesOffset, int words, long[] target, int to) {
    long at = bytesOffset;
    for (int word = 0; word < words; word++) {
      int mask = memory.get(ValueLayout.JAVA_BYTE, maskOffset + word) & 0xFF;
      // The mask's bits, each at the foot of its byte, times 255: the bytes that are there.
      long present = Long.expand(mask, BYTE_LOW_BITS) * 0xFF;
      target[to + word] = mask == 0 ? 0 : Long.expand(memory.get(U64, at), present);
      at += Integer.bitCount(mask);
    }
  }
}
