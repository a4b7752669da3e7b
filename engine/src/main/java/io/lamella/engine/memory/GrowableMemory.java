package io.lamella.engine.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory that grows at its end without ever moving: its whole range of addresses is reserved at
/// the start and costs nothing until it is used. Starts as zeroes. One writer; readers may read
/// what they know to be written.
public final class GrowableMemory implements AutoCloseable {
  private static final long SMALLEST_STEP = 1 << 14;

  /// From here on huge pages are asked for: they make random reads of large tables cheaper, and at
  /// most one of 2 MiB, 3 %, is used beyond what is accounted.
  private static final long HUGE_PAGES_FROM = 1 << 26;

  private final MemoryBudget budget;
  private final Purpose purpose;
  private final long maxBytes;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private boolean hugePages;
  private volatile long accountedBytes;

  /// Reserves the addresses; no budget is taken yet.
  ///
  /// @param maxBytes what it may grow to, within the budget
  /// @throws BudgetExceededException if the system has no such range
  public GrowableMemory(MemoryBudget budget, Purpose purpose, long maxBytes) {
    this.budget = budget;
    this.purpose = purpose;
    this.maxBytes = maxBytes;
    // A process has 128 TiB of addresses, and an engine thousands of these: none takes more than
    // it could ever use.
    this.memory = NativeMemory.reserve(Math.min(maxBytes, budget.limit()), arena);
    NativeMemory.preferSmallPages(memory);
  }

  /// Memory of a fixed size, all of it usable.
  ///
  /// @throws BudgetExceededException
  public static GrowableMemory ofSize(MemoryBudget budget, Purpose purpose, long sizeBytes) {
    var memory = new GrowableMemory(budget, purpose, sizeBytes);
    try {
      memory.ensure(sizeBytes);
      return memory;
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  /// The whole range; only what was ensured may be touched.
  public MemorySegment memory() {
    return memory;
  }

  /// Makes the first `bytes` usable. Takes an eighth more from the budget than it has, if that is
  /// to be had, so that it is asked seldom.
  ///
  /// @throws BudgetExceededException; nothing has then changed
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
    long target = Math.min(memory.byteSize(), Math.max(bytes, accountedBytes + step));
    if (target < bytes || !budget.tryReserve(purpose, target - accountedBytes)) {
      target = bytes;
      budget.reserve(purpose, target - accountedBytes);
    }
    accountedBytes = target;
    if (!hugePages && target >= HUGE_PAGES_FROM) {
      NativeMemory.preferHugePages(memory);
      hugePages = true;
    }
  }

  /// Gives back the memory and its budget, as if nothing had been ensured. The addresses stay: a
  /// reader that still looks there finds zeroes, at once or soon, until this is closed.
  public void empty() {
    NativeMemory.zero(memory.asSlice(0, accountedBytes));
    budget.release(purpose, accountedBytes);
    accountedBytes = 0;
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
      accountedBytes = 0;
    }
  }
}
