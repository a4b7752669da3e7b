package io.lamella.engine.index;

import java.util.Arrays;

/// The smallest and the largest number of each chunk of a column: what lies wholly outside of a
/// range, or inside, need not be read. Pays where numbers follow the order of customers, as the day
/// of sign-up does. Immutable.
public final class Zones {
  private static final int CHUNK_SHIFT = 16;

  /// Nothing is known of any chunk.
  static final Zones NONE = new Zones(new long[0], new long[0], 0);

  private final long[] lows;
  private final long[] highs;

  private final int scale;

  private Zones(long[] lows, long[] highs, int scale) {
    this.scale = scale;
    this.lows = lows;
    this.highs = highs;
  }

  /// The zones of numbers of one scale.
  static Zones of(Values values, int population) {
    if (!(values instanceof Values.Decimals decimals) || decimals.scales().isPresent()) {
      return NONE;
    }
    int chunks = (int) ((population + (1L << CHUNK_SHIFT) - 1) >>> CHUNK_SHIFT);
    long[] lows = new long[chunks];
    long[] highs = new long[chunks];
    Arrays.fill(lows, Long.MAX_VALUE);
    Arrays.fill(highs, Long.MIN_VALUE);
    Column column = decimals.unscaled();
    for (int ordinal = 0; ordinal < population; ordinal++) {
      if (column.has(ordinal)) {
        long value = column.value(ordinal);
        int chunk = ordinal >>> CHUNK_SHIFT;
        lows[chunk] = Math.min(lows[chunk], value);
        highs[chunk] = Math.max(highs[chunk], value);
      }
    }
    return new Zones(lows, highs, decimals.scale());
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
}
