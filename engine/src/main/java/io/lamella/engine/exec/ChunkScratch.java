package io.lamella.engine.exec;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Accumulators for the customers of one chunk, by their low 16 bits: made when first needed and
/// shared by all nodes of one evaluator, since each works out a chunk to its end before the next
/// one begins. A thousand questions at once so need no more of it than one. Confined to one thread.
final class ChunkScratch {
  private int @Nullable [] counts;
  private int @Nullable [] lastUnits;
  private long @Nullable [] sums;
  private BigDecimal @Nullable [] decimals;

  /// Counters, all 0.
  int[] counts() {
    if (counts == null) {
      counts = new int[Population.CHUNK];
    } else {
      Arrays.fill(counts, 0);
    }
    return counts;
  }

  /// The unit seen last, all `Integer.MIN_VALUE`.
  int[] lastUnits() {
    if (lastUnits == null) {
      lastUnits = new int[Population.CHUNK];
    }
    Arrays.fill(lastUnits, Integer.MIN_VALUE);
    return lastUnits;
  }

  /// Sums that fit a long, all 0.
  long[] sums() {
    if (sums == null) {
      sums = new long[Population.CHUNK];
    } else {
      Arrays.fill(sums, 0);
    }
    return sums;
  }

  /// Sums of any size, all 0.
  BigDecimal[] decimals() {
    if (decimals == null) {
      decimals = new BigDecimal[Population.CHUNK];
    }
    Arrays.fill(decimals, BigDecimal.ZERO);
    return decimals;
  }
}
