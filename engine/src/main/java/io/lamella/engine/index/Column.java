package io.lamella.engine.index;

import io.lamella.engine.kernel.Kernels;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// A column of whole numbers, one a row, packed to the fewest whole bytes: frame of reference.
///
/// ```
///   raw = value - base + 1, little-endian, `width` bytes a row; raw 0 is no value
///   width 0: every row has the value `base`, and nothing is stored
/// ```
///
/// Rows from `rows` on have no value, so a column built for a smaller population still answers for
/// a larger one. Immutable. The bytes belong to the [Part] that holds the column.
///
/// @param base the smallest value, of raw 1
/// @param maxRaw the largest raw
public record Column(
    MemorySegment memory, long offset, int width, long rows, long base, long maxRaw) {

  private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  /// Bytes a row for raws up to this one.
  static int widthFor(long maxRaw, boolean everyRowSame) {
    if (everyRowSame) {
      return 0;
    }
    if (maxRaw <= 0xFF) {
      return 1;
    }
    if (maxRaw <= 0xFFFF) {
      return 2;
    }
    return maxRaw <= 0xFFFF_FFFFL ? 4 : 8;
  }

  /// The raw of a row; 0 for none.
  public long raw(long row) {
    if (row >= rows) {
      return 0;
    }
    return switch (width) {
      case 0 -> 1;
      case 1 -> memory.get(ValueLayout.JAVA_BYTE, offset + row) & 0xFFL;
      case 2 -> memory.get(U16, offset + (row << 1)) & 0xFFFFL;
      case 4 -> memory.get(U32, offset + (row << 2)) & 0xFFFF_FFFFL;
      default -> memory.get(U64, offset + (row << 3));
    };
  }

  /// Whether a row has a value.
  public boolean has(long row) {
    return raw(row) != 0;
  }

  /// The value of a row that has one.
  public long value(long row) {
    return raw(row) - 1 + base;
  }

  /// The largest value.
  public long max() {
    return maxRaw - 1 + base;
  }

  /// Writes the raws of `count` rows to the target, from a place on.
  public void decode(long fromRow, int count, long[] target, int to) {
    int stored = Math.clamp(rows - fromRow, 0, count);
    switch (width) {
      case 0 -> Arrays.fill(target, to, to + stored, 1);
      case 1 -> {
        for (int i = 0; i < stored; i++) {
          target[to + i] = memory.get(ValueLayout.JAVA_BYTE, offset + fromRow + i) & 0xFFL;
        }
      }
      case 2 -> {
        for (int i = 0; i < stored; i++) {
          target[to + i] = memory.get(U16, offset + ((fromRow + i) << 1)) & 0xFFFFL;
        }
      }
      case 4 -> {
        for (int i = 0; i < stored; i++) {
          target[to + i] = memory.get(U32, offset + ((fromRow + i) << 2)) & 0xFFFF_FFFFL;
        }
      }
      default -> {
        for (int i = 0; i < stored; i++) {
          target[to + i] = memory.get(U64, offset + ((fromRow + i) << 3));
        }
      }
    }
    Arrays.fill(target, to + stored, to + count, 0);
  }

  /// Writes the values of `count` rows, which all have one, to the target, from a place on.
  public void values(long fromRow, int count, long[] target, int to) {
    decode(fromRow, count, target, to);
    for (int i = to; i < to + count; i++) {
      target[i] += base - 1;
    }
  }

  /// Sets bit i of the target, for i below `count`, where row `fromRow + i` has a value in `[low,
  /// high]`, and clears it elsewhere; the last word's spare bits are cleared.
  public void inRange(long fromRow, int count, long low, long high, long[] target) {
    int words = (count + 63) >>> 6;
    int stored = Math.clamp(rows - fromRow, 0, count);
    long max = max();
    if (stored == 0 || low > high || low > max || high < base) {
      Arrays.fill(target, 0, words, 0);
      return;
    }
    long lowRaw = low <= base ? 1 : low - base + 1;
    long highRaw = high >= max ? maxRaw : high - base + 1;
    if (width == 0) {
      setFirst(stored, words, target);
      return;
    }
    Kernels.inRange(memory, offset + fromRow * width, width, stored, lowRaw, highRaw, target);
    Arrays.fill(target, (stored + 63) >>> 6, words, 0);
  }

  /// Adds a step to `counts[raw]` for the raw of each member; rows behind the last one are left
  /// out.
  ///
  /// @param members bit i stands for row `fromRow + i`
  /// @param counts up to the largest raw
  public void addRaws(long fromRow, long[] members, int words, int step, int[] counts) {
    int stored = Math.clamp(rows - fromRow, 0, words << 6);
    int whole = stored >>> 6;
    if (width == 0) {
      counts[1] += step * (int) Kernels.popcount(members, 0, whole);
    } else {
      Kernels.addCodes(memory, offset + fromRow * width, width, members, whole, step, counts);
    }
    for (int i = whole << 6; i < stored; i++) {
      if ((members[i >>> 6] >>> i & 1) != 0) {
        counts[(int) raw(fromRow + i)] += step;
      }
    }
  }

  /// Sets bit i of the target where row `fromRow + i` has any value.
  public void present(long fromRow, int count, long[] target) {
    inRange(fromRow, count, base, max(), target);
  }

  /// Sets the first `count` bits of `words` words and clears the others.
  public static void setFirst(int count, int words, long[] target) {
    int whole = count >>> 6;
    Arrays.fill(target, 0, whole, -1L);
    Arrays.fill(target, whole, words, 0);
    if ((count & 63) != 0) {
      target[whole] = (1L << (count & 63)) - 1;
    }
  }

  void describe(DataOutput out, long base) throws IOException {
    out.writeLong(offset - base);
    out.writeByte(width);
    out.writeLong(rows);
    out.writeLong(this.base);
    out.writeLong(maxRaw);
  }

  static Column read(DataInput in, MemorySegment memory, long base) throws IOException {
    return new Column(
        memory, in.readLong() + base, in.readByte(), in.readLong(), in.readLong(), in.readLong());
  }

  /// How many bytes the column takes.
  public long sizeBytes() {
    return rows * width;
  }
}
