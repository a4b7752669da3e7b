package io.lamella.engine.bitmap;

import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Builds a [BitmapTable]: ordinals of one bitmap after the other, ascending. Only one chunk is
/// held unpacked. Confined to one thread.
public final class BitmapTableBuilder implements AutoCloseable {
  private static final long MAX_BYTES = 1L << 36;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  private final GrowableMemory bitsets;
  private final GrowableMemory starts;
  private final GrowableMemory bitmaps;
  private final ChunkBuilder chunk = new ChunkBuilder();
  private long[] entries = new long[1];
  private int containers;
  private int bitmapCount;
  private long bitsetBytes;

  /// Bytes of the bitmaps that are ended, directories and all.
  private long endedBytes;

  /// Bytes of the containers that follow, of the bitmap that is being built.
  private long payloadBytes;

  private int chunkNumber;
  private int previous = -1;

  public BitmapTableBuilder(MemoryBudget budget, Purpose purpose) {
    bitsets = GrowableMemory.confined(budget, purpose, MAX_BYTES);
    starts = GrowableMemory.confined(budget, purpose, MAX_BYTES);
    bitmaps = GrowableMemory.confined(budget, purpose, MAX_BYTES);
  }

  /// Adds an ordinal, greater than the one before, to the bitmap that is being built.
  public void add(int ordinal) {
    if (ordinal <= previous) {
      throw new IllegalArgumentException(
          "ordinals ascend: previous=" + previous + ", ordinal=" + ordinal);
    }
    previous = ordinal;
    if (ordinal >>> 16 != chunkNumber) {
      flush();
      chunkNumber = ordinal >>> 16;
    }
    chunk.add(ordinal & 0xFFFF);
  }

  /// Adds every ordinal of a chunk at once. The chunk follows those of the ordinals before.
  ///
  /// @param number the chunk's
  /// @param words 1,024, which may all be 0
  public void addWords(int number, long[] words) {
    if (number < 0 || number >= DirectoryEntry.CHUNKS || number << 16 <= previous) {
      throw new IllegalArgumentException(
          "chunks ascend: previous ordinal=" + previous + ", chunk=" + number);
    }
    flush();
    previous = (number << 16) | 0xFFFF;
    chunkNumber = number;
    chunk.set(words);
  }

  /// Ends the bitmap that is being built, which may be empty; the next one begins.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException if the budget is passed
  public void endBitmap() {
    flush();
    long directoryBytes = (long) containers << 3;
    bitmaps.ensure(endedBytes + directoryBytes + payloadBytes);
    MemorySegment memory = bitmaps.memory();
    // The directory goes before its containers, whose number is known only now.
    MemorySegment.copy(memory, endedBytes, memory, endedBytes + directoryBytes, payloadBytes);
    MemorySegment.copy(entries, 0, memory, U64, endedBytes, containers);
    starts.ensure((bitmapCount + 1L) << 3);
    starts
        .memory()
        .set(
            U64,
            (long) bitmapCount << 3,
            (long) containers << BitmapTable.OFFSET_BITS | endedBytes);
    bitmapCount++;
    endedBytes += directoryBytes + payloadBytes;
    payloadBytes = 0;
    containers = 0;
    previous = -1;
  }

  /// How many bitmaps were ended.
  public int bitmaps() {
    return bitmapCount;
  }

  /// How many bytes the table takes, all its bitmaps being ended.
  public long sizeBytes() {
    return bitsetBytes + startsBytes() + endedBytes;
  }

  /// Copies the table to its place.
  ///
  /// @param memory goes on for 64 bytes behind the table, for loads of whole vectors
  /// @param offset a multiple of 64
  public BitmapTable writeTo(MemorySegment memory, long offset) {
    assert containers == 0 && chunk.isEmpty() : "a bitmap is not ended";
    assert (offset & 63) == 0 : "offset=" + offset;
    long startsAt = offset + bitsetBytes;
    MemorySegment.copy(bitsets.memory(), 0, memory, offset, bitsetBytes);
    MemorySegment.copy(starts.memory(), 0, memory, startsAt, startsBytes());
    MemorySegment.copy(bitmaps.memory(), 0, memory, startsAt + startsBytes(), endedBytes);
    return new BitmapTable(memory, offset, startsAt, bitmapCount, sizeBytes());
  }

  /// Forgets every bitmap and keeps the memory, for the next table.
  public void reset() {
    chunk.clear();
    containers = 0;
    bitmapCount = 0;
    bitsetBytes = 0;
    endedBytes = 0;
    payloadBytes = 0;
    chunkNumber = 0;
    previous = -1;
  }

  private long startsBytes() {
    return (long) bitmapCount << 3;
  }

  /// Ends the chunk that is being built, if it has any ordinal.
  private void flush() {
    if (chunk.isEmpty()) {
      return;
    }
    int kind = chunk.kind();
    long place =
        switch (kind) {
          case DirectoryEntry.INLINE -> chunk.first();
          case DirectoryEntry.BITSET -> appendBitset();
          default -> append(kind);
        };
    if (containers == entries.length) {
      entries = Arrays.copyOf(entries, 2 * containers);
    }
    entries[containers++] = DirectoryEntry.of(kind, chunkNumber, chunk.cardinality(), place);
    chunk.clear();
  }

  private long appendBitset() {
    long at = bitsetBytes;
    bitsets.ensure(at + ContainerChoice.BITSET_BYTES);
    chunk.writeTo(DirectoryEntry.BITSET, bitsets.memory(), at);
    bitsetBytes += ContainerChoice.BITSET_BYTES;
    return at / ContainerChoice.BITSET_BYTES;
  }

  private long append(int kind) {
    long place = payloadBytes;
    int bytes = chunk.sizeBytes(kind);
    bitmaps.ensure(endedBytes + place + bytes);
    chunk.writeTo(kind, bitmaps.memory(), endedBytes + place);
    payloadBytes += bytes;
    return place;
  }

  @Override
  public void close() {
    bitsets.close();
    starts.close();
    bitmaps.close();
  }
}
