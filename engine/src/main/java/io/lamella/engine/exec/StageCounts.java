package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.kernel.Kernels;

/// Puts every customer into the first stage that fits, or into none, at one or two instants, chunk
/// by chunk; adds up how many are where, or went from where to where. Confined to one thread.
///
/// The evaluator's plans are the stages at the first instant, those at the second if there is one,
/// then everybody.
final class StageCounts implements ChunkRun.Worker {
  private final Evaluator evaluator;
  private final int stages;
  private final Deadline deadline;

  /// By instant and stage, the last one being none, who is in it.
  private final long[][][] words;

  private final long[] members = new long[Population.CHUNK_WORDS];

  /// By stage at the first and at the last instant; with one instant all are on the diagonal.
  private final long[][] counts;

  StageCounts(Evaluator evaluator, int stages, int instants, Deadline deadline) {
    this.evaluator = evaluator;
    this.stages = stages;
    this.deadline = deadline;
    this.words = new long[instants][stages + 1][Population.CHUNK_WORDS];
    this.counts = new long[stages + 1][stages + 1];
  }

  long[][] counts() {
    return counts;
  }

  @Override
  public void visit(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      deadline.check();
      if (evaluator.members(words.length * stages, chunk, words[0][stages])) {
        place(chunk);
        add();
      }
    }
  }

  /// Everybody is in no stage until one takes him.
  private void place(int chunk) {
    for (int instant = words.length - 1; instant >= 0; instant--) {
      long[] left = words[instant][stages];
      if (instant > 0) {
        System.arraycopy(words[0][stages], 0, left, 0, Population.CHUNK_WORDS);
      }
      for (int stage = 0; stage < stages; stage++) {
        long[] taken = words[instant][stage];
        evaluator.members(instant * stages + stage, chunk, members);
        System.arraycopy(members, 0, taken, 0, Population.CHUNK_WORDS);
        Kernels.and(left, 0, taken, 0, Population.CHUNK_WORDS);
        Kernels.andNot(taken, 0, left, 0, Population.CHUNK_WORDS);
      }
    }
  }

  private void add() {
    long[][] last = words[words.length - 1];
    for (int source = 0; source <= stages; source++) {
      if (words.length == 1) {
        counts[source][source] += Kernels.popcount(last[source], 0, Population.CHUNK_WORDS);
        continue;
      }
      long left = Kernels.popcount(words[0][source], 0, Population.CHUNK_WORDS);
      for (int target = 0; target <= stages && left > 0; target++) {
        long moved = common(words[0][source], last[target]);
        counts[source][target] += moved;
        left -= moved;
      }
    }
  }

  private static long common(long[] a, long[] b) {
    long count = 0;
    for (int word = 0; word < Population.CHUNK_WORDS; word++) {
      count += Long.bitCount(a[word] & b[word]);
    }
    return count;
  }
}
