package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.plan.Plan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;

/// Answers plans from one snapshot: the sinks for counts, overlaps and members. The caller keeps
/// the snapshot pinned.
///
/// @param threads how many threads may share a long question
public record Execution(Snapshot snapshot, List<Plan> plans, int threads, ExecutorService pool) {

  /// A question cheaper than this stays on the calling thread: handing work over costs tens of
  /// microseconds.
  private static final long PARALLEL_NANOS = 1_000_000;

  /// Ids in one batch of members.
  private static final int BATCH = 4_096;

  public Execution {
    plans = List.copyOf(plans);
  }

  /// What answering costs on one core, by the plans' weights.
  public long estimatedNanos() {
    return plans.stream().distinct().mapToLong(plan -> plan.weight().costNanos()).sum();
  }

  /// The count of each plan.
  public long[] counts(Deadline deadline) {
    List<long[]> parts = new ArrayList<>();
    run(deadline)
        .visit(() -> {
          long[] totals = new long[plans.size()];
          parts.add(totals);
          var evaluator = new Evaluator(snapshot, plans);
          return chunk -> evaluator.count(chunk, totals, deadline);
        });
    long[] counts = new long[plans.size()];
    for (long[] part : parts) {
      for (int plan = 0; plan < counts.length; plan++) {
        counts[plan] += part[plan];
      }
    }
    return counts;
  }

  /// How many customers each pair of plans has in common: each plan evaluated once a chunk, then
  /// all pairs.
  public long[][] overlap(Deadline deadline) {
    int size = plans.size();
    List<long[][]> parts = new ArrayList<>();
    run(deadline)
        .visit(() -> {
          long[][] totals = new long[size][size];
          parts.add(totals);
          var evaluator = new Evaluator(snapshot, plans);
          long[][] members = new long[size][Population.CHUNK_WORDS];
          boolean[] any = new boolean[size];
          return chunk -> {
            for (int plan = 0; plan < size; plan++) {
              any[plan] = evaluator.members(plan, chunk, members[plan]);
            }
            addPairs(members, any, totals, deadline);
          };
        });
    long[][] overlap = new long[size][size];
    for (long[][] part : parts) {
      for (int a = 0; a < size; a++) {
        for (int b = a; b < size; b++) {
          overlap[a][b] += part[a][b];
          overlap[b][a] = overlap[a][b];
        }
      }
    }
    return overlap;
  }

  private static void addPairs(
      long[][] members, boolean[] any, long[][] totals, Deadline deadline) {
    for (int a = 0; a < members.length; a++) {
      if (!any[a]) {
        continue;
      }
      deadline.check();
      for (int b = a; b < members.length; b++) {
        if (any[b]) {
          totals[a][b] += Kernels.andCount(members[a], 0, members[b], 0, Population.CHUNK_WORDS);
        }
      }
    }
  }

  /// The ids of the first plan's members in batches, ascending by ordinal, evaluated chunk by chunk
  /// as they are asked for.
  public Iterator<List<String>> members(Deadline deadline) {
    var evaluator = new Evaluator(snapshot, plans.subList(0, 1));
    int chunks = new Population(snapshot.population()).chunks();
    return new Iterator<>() {
      private final long[] bits = new long[Population.CHUNK_WORDS];
      private int chunk = -1;
      private int word = Population.CHUNK_WORDS;

      @Override
      public boolean hasNext() {
        while (true) {
          while (word < Population.CHUNK_WORDS && bits[word] == 0) {
            word++;
          }
          if (word < Population.CHUNK_WORDS) {
            return true;
          }
          if (++chunk >= chunks) {
            return false;
          }
          deadline.check();
          evaluator.members(0, chunk, bits);
          word = 0;
        }
      }

      @Override
      public List<String> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        List<String> ids = new ArrayList<>(BATCH);
        for (; word < Population.CHUNK_WORDS && ids.size() <= BATCH - 64; word++) {
          for (; bits[word] != 0; bits[word] &= bits[word] - 1) {
            int low = (word << 6) + Long.numberOfTrailingZeros(bits[word]);
            ids.add(snapshot.customers().idString((chunk << 16) | low));
          }
        }
        return ids;
      }
    };
  }

  private ChunkRun run(Deadline deadline) {
    int chunks = new Population(snapshot.population()).chunks();
    int workers = estimatedNanos() > PARALLEL_NANOS ? threads : 1;
    return new ChunkRun(chunks, workers, pool, deadline);
  }
}
