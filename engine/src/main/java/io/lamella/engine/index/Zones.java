package io.lamella.engine.index;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The smallest and the largest number of each chunk of a column, and whether its numbers ascend:
/// what lies wholly outside of a range, or inside, need not be read, and in a chunk whose numbers
/// ascend a range is found by search. Pays where numbers follow the order of customers, as the day
/// of sign-up does. Immutable.
public final class Zones {
  private static final int CHUNK_SHIFT = 16;

  /// Nothing is known of any chunk.
  static final Zones NONE = new Zones(new long[0], new long[0], new int[0], 0);

  private final long[] lows;
  private final long[] highs;

  /// How many customers a chunk begins with whose numbers ascend, if no other one of it has any;
  /// else 0.
  private final int[] ascending;

  private final int scale;

  private Zones(long[] lows, long[] highs, int[] ascending, int scale) {
    this.scale = scale;
    this.lows = lows;
    this.highs = highs;
    this.ascending = ascending;
  }

  /// The zones of numbers of one scale.
  static Zones of(Values values, int population) {
    if (!(values instanceof Values.Decimals decimals) || decimals.scales().isPresent()) {
      return NONE;
    }
    int chunks = (int) ((population + (1L << CHUNK_SHIFT) - 1) >>> CHUNK_SHIFT);
    long[] lows = new long[chunks];
    long[] highs = new long[chunks];
    int[] ascending = new int[chunks];
    for (int chunk = 0; chunk < chunks; chunk++) {
      int first = chunk << CHUNK_SHIFT;
      int rows = Math.min(1 << CHUNK_SHIFT, population - first);
      look(decimals.unscaled(), first, rows, chunk, lows, highs, ascending);
    }
    return new Zones(lows, highs, ascending, decimals.scale());
  }

  private static void look(
      Column column, int first, int rows, int chunk, long[] lows, long[] highs, int[] ascending) {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    int ordered = 0;
    boolean disordered = false;
    for (int row = 0; row < rows; row++) {
      if (column.has(first + row)) {
        long value = column.value(first + row);
        disordered |= value < high || row > ordered;
        ordered = row + 1;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    lows[chunk] = low;
    highs[chunk] = high;
    ascending[chunk] = disordered ? 0 : ordered;
  }

  void describe(DataOutput out) throws IOException {
    out.writeInt(lows.length);
    for (int chunk = 0; chunk < lows.length; chunk++) {
      out.writeLong(lows[chunk]);
      out.writeLong(highs[chunk]);
      out.writeInt(ascending[chunk]);
    }
    out.writeInt(scale);
  }

  static Zones read(DataInput in) throws IOException {
    int chunks = in.readInt();
    long[] lows = new long[chunks];
    long[] highs = new long[chunks];
    int[] ascending = new int[chunks];
    for (int chunk = 0; chunk < chunks; chunk++) {
      lows[chunk] = in.readLong();
      highs[chunk] = in.readLong();
      ascending[chunk] = in.readInt();
    }
    return new Zones(lows, highs, ascending, in.readInt());
  }

  /// At what scale the numbers are.
  public int scale() {
    return scale;
  }

  /// Whether no number of the chunk lies in `[low, high]`.
  public boolean isOutside(int chunk, long low, long high) {
    return chunk < lows.length && (high < lows[chunk] || low > highs[chunk]);
  }

  /// Whether every number of the chunk lies in `[low, high]`.
  public boolean isInside(int chunk, long low, long high) {
    return chunk < lows.length && low <= lows[chunk] && high >= highs[chunk];
  }

  /// How many customers the chunk begins with whose numbers ascend, equal ones side by side, if no
  /// other customer of it has a number; else 0.
  public int ascending(int chunk) {
    return chunk < ascending.length ? ascending[chunk] : 0;
  }

  /// Whether the numbers of any chunk ascend.
  public boolean anyAscending() {
    return Arrays.stream(ascending).anyMatch(customers -> customers > 0);
  }
}
