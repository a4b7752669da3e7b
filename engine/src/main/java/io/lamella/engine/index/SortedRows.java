package io.lamella.engine.index;

import io.lamella.engine.kernel.RowKernels;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;

/// Whose row each row is, rows being sorted by ordinal: 2 bytes a row. Immutable; the bytes belong
/// to the [Part] that holds it.
///
/// ```
///   row starts   u32 for each chunk and one more: the first row of the chunk
///   lows         u16 a row: the ordinal's low 16 bits
/// ```
///
/// @param count how many rows
/// @param chunks chunks up to the last customer's
record SortedRows(MemorySegment memory, long offset, int count, int chunks) {
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfChar CHARACTERS =
      ValueLayout.JAVA_CHAR_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED;

  /// What so many rows take.
  ///
  /// @param lastOrdinal the ordinal of the last row
  static long sizeBytes(int count, int lastOrdinal) {
    return lowsAt((lastOrdinal >>> 16) + 1) + ValuesPacker.align((long) count << 1);
  }

  /// Writes rows to their place.
  ///
  /// @param ordinals of row 0 to `count - 1`, ascending; at least one
  static SortedRows write(MemorySegment memory, long offset, int count, IntUnaryOperator ordinals) {
    int chunks = (ordinals.applyAsInt(count - 1) >>> 16) + 1;
    long lows = offset + lowsAt(chunks);
    int chunk = 0;
    for (int row = 0; row < count; row++) {
      int ordinal = ordinals.applyAsInt(row);
      for (; chunk <= ordinal >>> 16; chunk++) {
        memory.set(U32, offset + ((long) chunk << 2), row);
      }
      memory.set(U16, lows + ((long) row << 1), (short) ordinal);
    }
    memory.set(U32, offset + ((long) chunks << 2), count);
    return new SortedRows(memory, offset, count, chunks);
  }

  private static long lowsAt(int chunks) {
    return ValuesPacker.align((chunks + 1L) << 2);
  }

  void describe(DataOutput out, long base) throws IOException {
    out.writeLong(offset - base);
    out.writeInt(count);
    out.writeInt(chunks);
  }

  static SortedRows read(DataInput in, MemorySegment memory, long base) throws IOException {
    return new SortedRows(memory, in.readLong() + base, in.readInt(), in.readInt());
  }

  /// The first row of a chunk's customers; the chunk's rows end where the next one's begin.
  int start(int chunk) {
    return chunk >= chunks ? count : memory.get(U32, offset + ((long) chunk << 2));
  }

  /// The low 16 bits of a row's ordinal.
  int low(int row) {
    return memory.get(U16, offset + lowsAt(chunks) + ((long) row << 1)) & 0xFFFF;
  }

  /// Copies the lows of some rows.
  void lows(int fromRow, int rows, char[] target, int at) {
    MemorySegment.copy(
        memory, CHARACTERS, offset + lowsAt(chunks) + ((long) fromRow << 1), target, at, rows);
  }

  /// Adds the values of a column to the sums of the rows' customers; rows without one add nothing.
  void addValues(Column column, int fromRow, int rows, long factor, long[] sums) {
    int stored = Math.clamp(column.rows() - fromRow, 0, rows);
    RowKernels.addValues(
        memory,
        offset + lowsAt(chunks) + ((long) fromRow << 1),
        column.memory(),
        column.offset() + (long) fromRow * column.width(),
        column.width(),
        stored,
        column.base() - 1,
        factor,
        sums);
  }

  /// Lists those of some rows of a chunk, counted from the first, that are of one of some
  /// customers; returns how many.
  int ofCustomers(int fromRow, int rows, long[] customers, char[] target) {
    return RowKernels.ofCustomers(
        memory, offset + lowsAt(chunks) + ((long) fromRow << 1), rows, customers, target);
  }

  /// The first row of a customer or of a later one.
  int from(int ordinal) {
    int low = start(ordinal >>> 16);
    int high = start((ordinal >>> 16) + 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (low(middle) < (ordinal & 0xFFFF)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
