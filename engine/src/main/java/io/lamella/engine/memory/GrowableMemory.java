package io.lamella.engine.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory that grows at its end without ever moving: its whole range of addresses is reserved at
/// the start and costs nothing until it is used. Starts as zeroes. One writer; readers may read
/// what they know to be written.
public final class GrowableMemory implements AutoCloseable {
  private static final long SMALLEST_STEP = 1 << 14;

  private final MemoryBudget budget;
  private final Purpose purpose;
  private final long maxBytes;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private long accountedBytes;

  /// Reserves the addresses; no budget is taken yet.
  public GrowableMemory(MemoryBudget budget, Purpose purpose, long maxBytes) {
    this.budget = budget;
    this.purpose = purpose;
    this.maxBytes = maxBytes;
    this.memory = NativeMemory.reserve(maxBytes, arena);
  }

  /// The whole range; only what was ensured may be touched.
  public MemorySegment memory() {
    return memory;
  }

  /// Makes the first `bytes` usable.
  ///
  /// @throws BudgetExceededException
  public void ensure(long bytes) {
    if (bytes <= accountedBytes) {
      return;
    }
    if (bytes > maxBytes) {
      throw new BudgetExceededException(
          "one table would grow too large: needed="
              + bytes
              + " bytes, allowed="
              + maxBytes
              + " bytes");
    }
    long step = Math.max(SMALLEST_STEP, accountedBytes >>> 3);
    long target = Math.min(maxBytes, Math.max(bytes, accountedBytes + step));
    budget.reserve(purpose, target - accountedBytes);
    accountedBytes = target;
  }

  /// Bytes taken from the budget.
  public long accountedBytes() {
    return accountedBytes;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
      budget.release(purpose, accountedBytes);
    }
  }
}
