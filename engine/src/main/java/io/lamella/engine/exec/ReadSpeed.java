package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How fast this machine reads memory: what the speed of a question is compared with. Measured when
/// first asked for, once for each size, since little memory stays in a cache and much does not.
final class ReadSpeed {
  private static final long SMALLEST_BYTES = 1 << 20;
  private static final long LARGEST_BYTES = 1 << 28;
  private static final long LINE_BYTES = 64;

  /// The best of so many rounds: the others were disturbed.
  private static final int ROUNDS = 12;

  private static final Map<Long, Double> KNOWN = new ConcurrentHashMap<>();

  private ReadSpeed() {}

  /// Bytes a second on one thread, for about so many bytes read over and over.
  static double bytesPerSecond(long bytes) {
    long size = Long.highestOneBit(Math.clamp(bytes, SMALLEST_BYTES, LARGEST_BYTES));
    return KNOWN.computeIfAbsent(size, ReadSpeed::measure);
  }

  private static double measure(long bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(bytes, LINE_BYTES);
      memory.fill((byte) 1);
      long best = Long.MAX_VALUE;
      long sum = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        sum += Kernels.sum(memory, 0, bytes);
        best = Math.min(best, System.nanoTime() - start);
      }
      assert sum != 0 : "nothing was read";
      return bytes * 1e9 / best;
    }
  }
}
