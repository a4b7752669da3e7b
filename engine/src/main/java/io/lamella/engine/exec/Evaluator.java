package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Plan;
import java.util.Arrays;
import java.util.List;

/// Runs some plans over the chunks of one snapshot. Confined to one thread; several evaluators of
/// the same plans may share the chunks of a long question.
final class Evaluator {
  /// The deadline is looked at before every so many of a chunk's plans.
  private static final int CHECK_EVERY = 16;

  private final Population population;
  private final Node[] roots;

  Evaluator(Snapshot snapshot, List<Plan> plans, ChunkScratch scratch) {
    this(snapshot, new NodeFactory(snapshot, false, scratch).nodes(plans));
  }

  Evaluator(Snapshot snapshot, Node[] roots) {
    this.population = new Population(snapshot.ordinals());
    this.roots = roots;
  }

  /// Adds each plan's count in chunks `[from, to)` to its total. Chunks that no plan has anybody in
  /// are leapt over.
  ///
  /// @throws io.lamella.engine.api.EngineException `DEADLINE_PASSED`, `CANCELLED`
  void count(int from, int to, long[] totals, Deadline deadline) {
    if (roots.length == 1) {
      totals[0] += roots[0].count(from, to, population);
      return;
    }
    int chunk = from;
    while (chunk < to) {
      int nearest = Node.NO_CHUNK;
      for (int root = 0; root < roots.length; root++) {
        if (root % CHECK_EVERY == CHECK_EVERY - 1) {
          deadline.check();
        }
        int sought = roots[root].seek(chunk);
        if (sought == chunk) {
          totals[root] += count(root, chunk);
          sought++;
        }
        nearest = Math.min(nearest, sought);
      }
      chunk = nearest;
    }
  }

  private long count(int root, int chunk) {
    return switch (roots[root].enter(chunk)) {
      case EMPTY -> 0;
      case FULL -> population.sizeOf(chunk);
      case SOME -> roots[root].count();
    };
  }

  /// Writes the members that a plan has in a chunk.
  ///
  /// @param target 1,024 words
  /// @return whether there may be any
  boolean members(int root, int chunk, long[] target) {
    return switch (roots[root].enter(chunk)) {
      case EMPTY -> {
        Arrays.fill(target, 0);
        yield false;
      }
      case FULL -> {
        population.fill(chunk, target);
        yield true;
      }
      case SOME -> {
        roots[root].read(target);
        yield true;
      }
    };
  }
}
