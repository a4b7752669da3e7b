package io.lamella.bench.query;

import io.lamella.bench.Timing;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// How long reading so many bytes takes when nothing is done with them but an addition: the least
/// any engine can need.
final class PlainRead {
  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;

  private PlainRead() {}

  static double median(long bytes, Timing timing) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate((bytes + 7) & -8, 64);
      memory.fill((byte) 1);
      long expected = sum(memory);
      return timing.median("plain read", expected, () -> sum(memory));
    }
  }

  private static long sum(MemorySegment memory) {
    long sum = 0;
    for (long at = 0, end = memory.byteSize(); at < end; at += Long.BYTES) {
      sum += memory.get(WORD, at);
    }
    return sum;
  }
}
