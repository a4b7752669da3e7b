package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import java.util.ArrayList;
import java.util.List;

/// Takes members that lie evenly among all of them: the middle ones of equal parts.
final class Sampling {

  private Sampling() {}

  /// The ordinals of some members of an evaluator's first plan, ascending. Only chunks that have
  /// one of them are read.
  ///
  /// @param counts how many members each chunk has
  /// @param members how many all have
  static List<Integer> take(
      Evaluator evaluator, int[] counts, long members, int limit, Deadline deadline) {
    List<Integer> ordinals = new ArrayList<>();
    long[] words = new long[Population.CHUNK_WORDS];
    int chunk = 0;
    int read = -1;
    long before = 0;
    int taken = (int) Math.min(members, limit);
    for (int i = 0; i < taken; i++) {
      long rank = (2L * i + 1) * members / (2L * taken);
      while (rank >= before + counts[chunk]) {
        before += counts[chunk++];
      }
      if (read != chunk) {
        deadline.check();
        evaluator.members(0, chunk, words);
        read = chunk;
      }
      ordinals.add((chunk << 16) | select(words, rank - before));
    }
    return ordinals;
  }

  /// The position of the set bit that so many others stand before.
  private static int select(long[] words, long rank) {
    long left = rank;
    int word = 0;
    for (; left >= Long.bitCount(words[word]); word++) {
      left -= Long.bitCount(words[word]);
    }
    long rest = words[word];
    for (; left > 0; left--) {
      rest &= rest - 1;
    }
    return (word << 6) + Long.numberOfTrailingZeros(rest);
  }
}
