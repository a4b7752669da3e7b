package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.kernel.Kernels;
import java.util.Arrays;
import java.util.List;

/// How many customers each pair of sets has in common, and how many any of them has, added up chunk
/// by chunk. The words of all sets are cut into blocks that fit L1 together, and within a block one
/// set is counted against four others at a time. Confined to one thread.
final class PairCounts {
  /// What the words of a block may take together.
  private static final int BLOCK_BYTES = 24 << 10;

  private static final int MIN_BLOCK_WORDS = 16;

  private final long[][] words;
  private final long[][] totals;
  private final int blockWords;

  /// The sets that have somebody in the chunk: their numbers.
  private final int[] some;

  private int someCount;

  /// Of one block, whom any set has.
  private final long[] union;

  private long any;

  PairCounts(int sets) {
    words = new long[sets][Population.CHUNK_WORDS];
    totals = new long[sets][sets];
    some = new int[sets];
    int fitting = Integer.highestOneBit(BLOCK_BYTES / Long.BYTES / sets);
    blockWords = Math.clamp(fitting, MIN_BLOCK_WORDS, Population.CHUNK_WORDS);
    union = new long[blockWords];
  }

  /// The words of a set, for the caller to write.
  long[] words(int set) {
    return words[set];
  }

  /// Says whether a set has anybody in the chunk. Sets are told in their order, from 0.
  void set(int set, boolean any) {
    if (set == 0) {
      someCount = 0;
    }
    if (any) {
      some[someCount++] = set;
    }
  }

  /// How many customers any of the sets has.
  long any() {
    return any;
  }

  /// Adds the chunk's counts.
  void add(Deadline deadline) {
    for (int from = 0; from < Population.CHUNK_WORDS; from += blockWords) {
      deadline.check();
      for (int a = 0; a < someCount; a++) {
        Kernels.andCounts(words, some, a, someCount, from, blockWords, totals[some[a]]);
      }
      addAny(from);
    }
  }

  private void addAny(int from) {
    Arrays.fill(union, 0);
    for (int a = 0; a < someCount; a++) {
      Kernels.or(words[some[a]], from, union, 0, blockWords);
    }
    any += Kernels.popcount(union, 0, blockWords);
  }

  /// The counts of several parts together, both halves of the table filled.
  static long[][] sum(List<PairCounts> parts) {
    int sets = parts.getFirst().words.length;
    long[][] sum = new long[sets][sets];
    for (PairCounts part : parts) {
      for (int a = 0; a < sets; a++) {
        for (int b = a; b < sets; b++) {
          sum[a][b] += part.totals[a][b];
          sum[b][a] = sum[a][b];
        }
      }
    }
    return sum;
  }
}
