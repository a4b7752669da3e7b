package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Range comparison of packed codes, row by row: the definition.
final class PlainRanges {
  private PlainRanges() {}

  /// As [Kernels#inRange], for rows `[from, count)`; `from` is a multiple of 64.
  static void inRange(
      MemorySegment memory,
      long offset,
      int width,
      int from,
      int count,
      long low,
      long high,
      long[] target) {
    for (int word = from >>> 6; word < (count + 63) >>> 6; word++) {
      int start = word << 6;
      int end = Math.min(64, count - start);
      long bits = 0;
      for (int i = 0; i < end; i++) {
        long code = code(memory, offset, width, start + i);
        bits |= (code >= low && code <= high ? 1L : 0L) << i;
      }
      target[word] = bits;
    }
  }

  private static long code(MemorySegment memory, long offset, int width, long row) {
    return switch (width) {
      case 1 -> memory.get(Layouts.U8, offset + row) & 0xFFL;
      case 2 -> memory.get(Layouts.U16, offset + (row << 1)) & 0xFFFFL;
      case 4 -> memory.get(Layouts.U32, offset + (row << 2)) & 0xFFFF_FFFFL;
      default -> memory.get(Layouts.U64, offset + (row << 3));
    };
  }
}
