package io.lamella.engine.bitmap;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Many bitmaps in one piece of memory. Immutable; lives as long as the memory's owner lets it.
///
/// ```
///   bitsets   8,192 bytes each, of all bitmaps: at the table's start, so that each begins a cache
///             line and no byte is lost for it
///   starts    8 bytes a bitmap: containers:16 | offset:48, from the first directory
///   bitmaps   for each a directory, 8 bytes a container, ascending by chunk; then its arrays, runs
///             and packed containers, each at an even distance from the directory's end
/// ```
public final class BitmapTable {
  static final int OFFSET_BITS = 48;

  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  private final MemorySegment memory;
  private final long offset;
  private final long startsOffset;
  private final int size;
  private final long sizeBytes;

  BitmapTable(MemorySegment memory, long offset, long startsOffset, int size, long sizeBytes) {
    this.memory = memory;
    this.offset = offset;
    this.startsOffset = startsOffset;
    this.size = size;
    this.sizeBytes = sizeBytes;
  }

  /// Writes where it lies.
  ///
  /// @param base offsets are told from here
  public void describe(DataOutput out, long base) throws IOException {
    out.writeLong(offset - base);
    out.writeLong(startsOffset - base);
    out.writeInt(size);
    out.writeLong(sizeBytes);
  }

  /// The table that was described, in memory with the same bytes.
  public static BitmapTable read(DataInput in, MemorySegment memory, long base) throws IOException {
    return new BitmapTable(
        memory, in.readLong() + base, in.readLong() + base, in.readInt(), in.readLong());
  }

  /// How many bitmaps.
  public int size() {
    return size;
  }

  /// A bitmap by its number.
  public Bitmap bitmap(int number) {
    assert number >= 0 && number < size : "number=" + number + ", size=" + size;
    long start = memory.get(U64, startsOffset + ((long) number << 3));
    long bitmapsOffset = startsOffset + ((long) size << 3);
    return new Bitmap(
        memory, offset, bitmapsOffset + (start & OFFSET_MASK), (int) (start >>> OFFSET_BITS));
  }

  /// How many ordinals a bitmap holds.
  public long cardinality(int number) {
    return bitmap(number).cardinality();
  }

  /// How many bytes the table takes.
  public long sizeBytes() {
    return sizeBytes;
  }
}
