package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.kernel.Kernels;

/// Counts one expression's members at each of several instants, chunk by chunk, and how many came
/// and went between an instant and the next. Confined to one thread; several may share the chunks
/// of a long question.
final class HistoryCounts implements ChunkRun.Worker {
  /// The deadline is looked at before every so many of a chunk's instants.
  private static final int CHECK_EVERY = 16;

  private final Evaluator evaluator;
  private final boolean[] asBefore;
  private final Deadline deadline;
  private final long[] counts;
  private final long[] added;
  private final long[] removed;
  private long[] now = new long[Population.CHUNK_WORDS];
  private long[] before = new long[Population.CHUNK_WORDS];

  /// @param evaluator of a plan for each instant
  /// @param asBefore whether an instant's plan is equal to that of the instant before
  HistoryCounts(Evaluator evaluator, boolean[] asBefore, Deadline deadline) {
    this.evaluator = evaluator;
    this.asBefore = asBefore;
    this.deadline = deadline;
    this.counts = new long[asBefore.length];
    this.added = new long[asBefore.length];
    this.removed = new long[asBefore.length];
  }

  @Override
  public void visit(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      visit(chunk);
    }
  }

  private void visit(int chunk) {
    long count = 0;
    for (int instant = 0; instant < counts.length; instant++) {
      if (instant % CHECK_EVERY == 0) {
        deadline.check();
      }
      if (!asBefore[instant]) {
        long countBefore = count;
        long[] words = before;
        before = now;
        now = words;
        count =
            evaluator.members(instant, chunk, now)
                ? Kernels.popcount(now, 0, Population.CHUNK_WORDS)
                : 0;
        if (instant > 0) {
          long stayed =
              count == 0 || countBefore == 0
                  ? 0
                  : Kernels.andCount(before, 0, now, 0, Population.CHUNK_WORDS);
          added[instant] += count - stayed;
          removed[instant] += countBefore - stayed;
        }
      }
      counts[instant] += count;
    }
  }

  /// Adds what this has counted of an instant to what others have.
  Execution.Size size(int instant, Execution.Size others) {
    return new Execution.Size(
        others.count() + counts[instant],
        others.added() + added[instant],
        others.removed() + removed[instant]);
  }
}
