package io.lamella.engine.exec;

import io.lamella.engine.bitmap.AndCount;
import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.DirectoryEntry;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.plan.Plan;
import java.util.List;

/// Evaluates a plan chunk by chunk and counts what its members have of one attribute. Confined to
/// one thread.
final class BreakdownRun<C extends ValueCounts> implements ChunkRun.Worker {
  private final Evaluator evaluator;
  private final Bitmap present;
  private final C counts;
  private final long[] members = new long[Population.CHUNK_WORDS];
  private final long[] room = new long[Population.CHUNK_WORDS];
  private long total;
  private long withValue;

  BreakdownRun(Snapshot snapshot, Plan plan, Bitmap present, C counts, ChunkScratch scratch) {
    evaluator = new Evaluator(snapshot, List.of(plan), scratch);
    this.present = present;
    this.counts = counts;
  }

  /// How many members.
  long total() {
    return total;
  }

  /// How many of them have a value.
  long withValue() {
    return withValue;
  }

  C counts() {
    return counts;
  }

  @Override
  public void visit(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      if (!evaluator.members(0, chunk, members)) {
        continue;
      }
      int count = (int) Kernels.popcount(members, 0, Population.CHUNK_WORDS);
      total += count;
      long entry = present.entryOf(chunk);
      if (count > 0 && entry != 0) {
        withValue +=
            DirectoryEntry.cardinality(entry) == Population.CHUNK
                ? count
                : AndCount.ofWords(present, entry, members, room);
        counts.add(chunk, members, count);
      }
    }
  }
}
