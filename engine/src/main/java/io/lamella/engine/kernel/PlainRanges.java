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
    long span = high - low;
    for (int start = from; start < count; start += 64) {
      int rows = Math.min(64, count - start);
      long at = offset + (long) start * width;
      target[start >>> 6] =
          switch (width) {
            case 1 -> bytes(memory, at, rows, low, span);
            case 2 -> shorts(memory, at, rows, low, span);
            case 4 -> ints(memory, at, rows, low, span);
            default -> longs(memory, at, rows, low, span);
          };
    }
  }

  /// As [RowKernels#orInRange].
  static void orInRange(long[] numbers, long low, long high, long[] target) {
    for (int start = 0; start < numbers.length; start += 64) {
      long bits = 0;
      for (int i = 0; i < 64; i++) {
        long number = numbers[start + i];
        bits |= (number >= low && number <= high ? 1L : 0L) << i;
      }
      target[start >>> 6] |= bits;
    }
  }

  private static long bytes(MemorySegment memory, long offset, int rows, long low, long span) {
    long bits = 0;
    for (int i = 0; i < rows; i++) {
      bits |= inSpan((memory.get(Layouts.U8, offset + i) & 0xFFL) - low, span) << i;
    }
    return bits;
  }

  private static long shorts(MemorySegment memory, long offset, int rows, long low, long span) {
    long bits = 0;
    for (int i = 0; i < rows; i++) {
      long code = memory.get(Layouts.U16, offset + ((long) i << 1)) & 0xFFFFL;
      bits |= inSpan(code - low, span) << i;
    }
    return bits;
  }

  private static long ints(MemorySegment memory, long offset, int rows, long low, long span) {
    long bits = 0;
    for (int i = 0; i < rows; i++) {
      long code = memory.get(Layouts.U32, offset + ((long) i << 2)) & 0xFFFF_FFFFL;
      bits |= inSpan(code - low, span) << i;
    }
    return bits;
  }

  private static long longs(MemorySegment memory, long offset, int rows, long low, long span) {
    long bits = 0;
    for (int i = 0; i < rows; i++) {
      bits |= inSpan(memory.get(Layouts.U64, offset + ((long) i << 3)) - low, span) << i;
    }
    return bits;
  }

  /// 1 if the distance lies in `[0, span]`, else 0. No condition: the processor could not guess it.
  private static long inSpan(long distance, long span) {
    // Below 0 the first sign is set, above the span the second.
    return ~(distance | (span - distance)) >>> 63;
  }
}
