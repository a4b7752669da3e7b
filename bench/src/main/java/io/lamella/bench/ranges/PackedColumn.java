package io.lamella.bench.ranges;

import io.lamella.engine.kernel.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Numbers packed to the fewest whole bytes, as the engine's columns are, and scanned by its kernel
/// a strip at a time.
final class PackedColumn implements AutoCloseable {
  private static final int STRIP = 1 << 14;
  private static final long ALIGNMENT = 64;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private final int count;
  private final int width;

  /// @param bits of the largest number
  PackedColumn(int[] numbers, int bits) {
    count = numbers.length;
    width = bits <= Byte.SIZE ? 1 : bits <= Short.SIZE ? 2 : 4;
    memory = arena.allocate((long) count * width, ALIGNMENT);
    for (int i = 0; i < count; i++) {
      switch (width) {
        case 1 -> memory.set(ValueLayout.JAVA_BYTE, i, (byte) numbers[i]);
        case 2 -> memory.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) numbers[i]);
        default -> memory.setAtIndex(ValueLayout.JAVA_INT, i, numbers[i]);
      }
    }
  }

  long sizeBytes() {
    return memory.byteSize();
  }

  /// How many numbers lie in `[low, high]`.
  long count(int low, int high) {
    long[] found = new long[STRIP / Long.SIZE];
    long sum = 0;
    for (int from = 0; from < count; from += STRIP) {
      int rows = Math.min(STRIP, count - from);
      Kernels.inRange(memory, (long) from * width, width, rows, low, high, found);
      int words = (rows + Long.SIZE - 1) / Long.SIZE;
      for (int word = 0; word < words; word++) {
        sum += Long.bitCount(found[word]);
      }
    }
    return sum;
  }

  @Override
  public void close() {
    arena.close();
  }
}
