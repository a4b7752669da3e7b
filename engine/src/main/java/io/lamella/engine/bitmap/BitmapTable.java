package io.lamella.engine.bitmap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Many bitmaps in one piece of memory. Immutable; lives as long as the memory's owner lets it.
///
/// ```
///   firsts    8 bytes a bitmap and one more: the number of its first entry
///   entries   8 bytes a container, bitmap by bitmap, ascending by chunk
///   payload   containers, each at a multiple of 8 bytes
/// ```
public final class BitmapTable {
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  private final MemorySegment memory;
  private final long firstsOffset;
  private final int size;
  private final long entriesOffset;
  private final long payloadOffset;
  private final long sizeBytes;

  BitmapTable(
      MemorySegment memory,
      long firstsOffset,
      int size,
      long entriesOffset,
      long payloadOffset,
      long sizeBytes) {
    this.memory = memory;
    this.firstsOffset = firstsOffset;
    this.size = size;
    this.entriesOffset = entriesOffset;
    this.payloadOffset = payloadOffset;
    this.sizeBytes = sizeBytes;
  }

  /// How many bitmaps.
  public int size() {
    return size;
  }

  /// A bitmap by its number.
  public Bitmap bitmap(int number) {
    long first = first(number);
    return new Bitmap(
        memory, entriesOffset + (first << 3), (int) (first(number + 1) - first), payloadOffset);
  }

  /// How many ordinals a bitmap holds.
  public long cardinality(int number) {
    return bitmap(number).cardinality();
  }

  /// How many bytes the table takes.
  public long sizeBytes() {
    return sizeBytes;
  }

  private long first(int number) {
    return memory.get(U64, firstsOffset + ((long) number << 3));
  }
}
