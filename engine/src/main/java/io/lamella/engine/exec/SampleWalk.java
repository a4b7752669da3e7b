package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import java.util.Arrays;

/// Walks members that lie evenly among all of them: the middle ones of equal parts. Only chunks
/// that have one of them are read. Confined to one thread.
final class SampleWalk implements MemberWalk {
  private final Evaluator evaluator;
  private final int[] counts;
  private final long members;
  private final int taken;
  private final Deadline deadline;
  private final long[] words = new long[Population.CHUNK_WORDS];
  private int next;
  private int chunk;
  private int read = -1;
  private long before;

  /// @param counts how many members of the evaluator's first plan each chunk has
  /// @param limit how many are told at most
  SampleWalk(Evaluator evaluator, int[] counts, int limit, Deadline deadline) {
    this.evaluator = evaluator;
    this.counts = counts;
    this.members = Arrays.stream(counts).asLongStream().sum();
    this.taken = (int) Math.min(members, limit);
    this.deadline = deadline;
  }

  /// How many the members are that it takes from.
  long members() {
    return members;
  }

  @Override
  public int next() {
    if (next == taken) {
      return END;
    }
    long rank = (2L * next + 1) * members / (2L * taken);
    next++;
    while (rank >= before + counts[chunk]) {
      before += counts[chunk++];
    }
    if (read != chunk) {
      deadline.check();
      evaluator.members(0, chunk, words);
      read = chunk;
    }
    return (chunk << 16) | select(rank - before);
  }

  /// The position of the set bit that so many others stand before.
  private int select(long rank) {
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
