package io.lamella.engine.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;

/// One large range of memory from which everything that snapshots hold gets its blocks, so that a
/// kernel sees one bounds-checked segment and plain `long` offsets. Blocks are few and large (an
/// attribute, a bucket), so sorted maps of free ranges are enough: best fit, neighbours joined when
/// freed. Safe for use by many threads.
///
/// With `-Dlamella.memory.verify=true` a freed block is filled with a pattern, and the pattern is
/// checked when the block is handed out again: who wrote to it after it was freed is found out.
public final class Region implements AutoCloseable {
  private static final boolean VERIFY = Boolean.getBoolean("lamella.memory.verify");
  private static final long PATTERN = 0xDBDBDBDBDBDBDBDBL;
  private static final long ALIGNMENT = 64;
  private static final long SMALLEST_BYTES = 1 << 20;

  /// Below this a freed block's pages are kept for the next one.
  private static final long DISCARD_FROM = 1 << 20;

  private final MemoryBudget budget;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private final FreeRanges free = new FreeRanges();
  private final Map<Long, Block> taken = new HashMap<>();

  /// Everything from here on was never handed out.
  private long touchedEnd;

  private Region(MemoryBudget budget, long virtualBytes) {
    this.budget = budget;
    this.memory = NativeMemory.reserve(virtualBytes, arena);
    NativeMemory.preferHugePages(memory);
    // What is left out at the end is what a vector load may read past the last block.
    free.add(0, virtualBytes - ALIGNMENT);
  }

  /// Reserves a range of addresses, of 1 MiB at least.
  ///
  /// @throws BudgetExceededException if the system has no such range
  public static Region reserve(MemoryBudget budget, long virtualBytes) {
    return new Region(budget, aligned(Math.max(virtualBytes, SMALLEST_BYTES)));
  }

  /// The whole range. It is unmapped by [#close]; using it then throws.
  public MemorySegment memory() {
    return memory;
  }

  /// Takes a block, of 64 bytes at least; what is in it is undefined. A vector load may read 64
  /// bytes past its end.
  ///
  /// @throws BudgetExceededException; nothing is then taken
  public synchronized Block allocate(long sizeBytes, Purpose purpose) {
    long size = aligned(Math.max(sizeBytes, 1));
    budget.reserve(purpose, size);
    long offset = free.take(size);
    if (offset == FreeRanges.NONE) {
      budget.release(purpose, size);
      throw new BudgetExceededException(
          "no free range of the region is large enough: needed="
              + size
              + " bytes, region="
              + memory.byteSize()
              + " bytes");
    }
    var block = new Block(offset, size, purpose);
    taken.put(offset, block);
    if (VERIFY) {
      checkPattern(offset, Math.min(offset + size, touchedEnd));
    }
    touchedEnd = Math.max(touchedEnd, offset + size);
    return block;
  }

  /// Gives a block back. Nobody may read it any more. Large ones give their pages back to the
  /// system. Harmless once the region is closed.
  public synchronized void free(Block block) {
    if (!taken.remove(block.offset(), block)) {
      throw new IllegalStateException("freed twice: " + block);
    }
    budget.release(block.purpose(), block.sizeBytes());
    if (!arena.scope().isAlive()) {
      return;
    }
    if (VERIFY) {
      memory.asSlice(block.offset(), block.sizeBytes()).fill((byte) PATTERN);
    } else if (block.sizeBytes() >= DISCARD_FROM) {
      NativeMemory.discard(memory.asSlice(block.offset(), block.sizeBytes()));
    }
    free.add(block.offset(), block.sizeBytes());
  }

  private void checkPattern(long from, long to) {
    for (long at = from; at < to; at += Long.BYTES) {
      if (memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at) != PATTERN) {
        throw new IllegalStateException("written after it was freed: offset=" + at);
      }
    }
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  @Override
  public synchronized void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
