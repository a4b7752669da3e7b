package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Evaluates each plan once a chunk, then counts all pairs of them, and the regions if these are
/// asked. Confined to one thread.
final class OverlapCounts implements ChunkRun.Worker {
  private final Evaluator evaluator;
  private final int plans;
  private final PairCounts pairs;
  private final Optional<RegionCounts> regions;
  private final List<long[]> words;
  private final Deadline deadline;

  OverlapCounts(Evaluator evaluator, int plans, Optional<RegionCounts> regions, Deadline deadline) {
    this.evaluator = evaluator;
    this.plans = plans;
    this.pairs = new PairCounts(plans);
    this.regions = regions;
    this.words = IntStream.range(0, plans).mapToObj(pairs::words).toList();
    this.deadline = deadline;
  }

  PairCounts pairs() {
    return pairs;
  }

  Optional<RegionCounts> regions() {
    return regions;
  }

  @Override
  public void visit(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      for (int plan = 0; plan < plans; plan++) {
        pairs.set(plan, evaluator.members(plan, chunk, words.get(plan)));
      }
      pairs.add(deadline);
      if (regions.isPresent()) {
        regions.get().add(words);
      }
    }
  }
}
