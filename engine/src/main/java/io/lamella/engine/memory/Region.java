package io.lamella.engine.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// One large range of memory from which everything that snapshots hold gets its blocks, so that a
/// kernel sees one bounds-checked segment and plain `long` offsets. Blocks are few and large (an
/// attribute, a bucket), so a sorted map of free ranges is enough: best fit, neighbours joined when
/// freed. Safe for use by many threads.
///
/// With `-Dlamella.memory.verify=true` a freed block is filled with a pattern, and the pattern is
/// checked when the block is handed out again: who wrote to it after it was freed is found out.
public final class Region implements AutoCloseable {
  private static final boolean VERIFY = Boolean.getBoolean("lamella.memory.verify");
  private static final long PATTERN = 0xDBDBDBDBDBDBDBDBL;
  private static final long ALIGNMENT = 64;
  private static final long PAGE = 1 << 12;

  /// Below this a freed block's pages are kept for the next one.
  private static final long DISCARD_FROM = 1 << 20;

  private final MemoryBudget budget;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;

  /// Free ranges that were used before: size by offset.
  private final NavigableMap<Long, Long> free = new TreeMap<>();

  private final Map<Long, Block> taken = new HashMap<>();

  /// Everything from here on was never used.
  private long end;

  private Region(MemoryBudget budget, long virtualBytes) {
    this.budget = budget;
    this.memory = NativeMemory.reserve(virtualBytes, arena);
    NativeMemory.preferHugePages(memory);
  }

  /// Reserves a range of addresses.
  public static Region reserve(MemoryBudget budget, long virtualBytes) {
    return new Region(budget, (Math.max(virtualBytes, 1 << 20) + PAGE - 1) & -PAGE);
  }

  /// The whole range.
  public MemorySegment memory() {
    return memory;
  }

  /// Takes a block. A vector load may read 64 bytes past its end.
  ///
  /// @throws BudgetExceededException
  public synchronized Block allocate(long sizeBytes, Purpose purpose) {
    long size = (Math.max(sizeBytes, 1) + ALIGNMENT - 1) & -ALIGNMENT;
    budget.reserve(purpose, size);
    try {
      var block = new Block(place(size), size, purpose);
      taken.put(block.offset(), block);
      return block;
    } catch (RuntimeException e) {
      budget.release(purpose, size);
      throw e;
    }
  }

  private long place(long size) {
    Map.Entry<Long, Long> best = null;
    for (Map.Entry<Long, Long> range : free.entrySet()) {
      if (range.getValue() >= size && (best == null || range.getValue() < best.getValue())) {
        best = range;
      }
    }
    if (best == null) {
      if (size + ALIGNMENT > memory.byteSize() - end) {
        throw new BudgetExceededException(
            "no range of addresses is large enough: needed=" + size + " bytes");
      }
      long offset = end;
      end += size;
      return offset;
    }
    long offset = best.getKey();
    long left = best.getValue() - size;
    free.remove(offset);
    if (left > 0) {
      free.put(offset + size, left);
    }
    checkPattern(offset, size);
    return offset;
  }

  /// Gives a block back. Nobody may read it any more.
  public synchronized void free(Block block) {
    if (!taken.remove(block.offset(), block)) {
      throw new IllegalStateException("freed twice: " + block);
    }
    budget.release(block.purpose(), block.sizeBytes());
    if (VERIFY) {
      memory.asSlice(block.offset(), block.sizeBytes()).fill((byte) PATTERN);
    } else if (block.sizeBytes() >= DISCARD_FROM) {
      long from = (block.offset() + PAGE - 1) & -PAGE;
      long to = (block.offset() + block.sizeBytes()) & -PAGE;
      NativeMemory.discard(memory.asSlice(from, to - from));
    }
    long offset = block.offset();
    long size = block.sizeBytes();
    Map.Entry<Long, Long> before = free.lowerEntry(offset);
    if (before != null && before.getKey() + before.getValue() == offset) {
      offset = before.getKey();
      size += before.getValue();
    }
    Long after = free.remove(block.offset() + block.sizeBytes());
    free.put(offset, after == null ? size : size + after);
  }

  private void checkPattern(long offset, long size) {
    for (long at = offset; VERIFY && at < offset + size; at += Long.BYTES) {
      if (memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at) != PATTERN) {
        throw new IllegalStateException("written after it was freed: offset=" + at);
      }
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
