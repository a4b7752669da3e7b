package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.kernel.Kernels;
import java.util.List;
import java.util.Optional;

/// Makes the sets of a recipe chunk by chunk, counts them and the regions of some, and adds a
/// quantity up over some. Confined to one thread.
final class SetCounts implements ChunkRun.Worker {
  private static final int WORDS = Population.CHUNK_WORDS;

  private final Evaluator evaluator;
  private final SetRecipe recipe;
  private final Optional<AmountSums> sums;
  private final Deadline deadline;
  private final long[][] words;
  private final long[] counts;
  private final RegionCounts regions;
  private final List<long[]> regionWords;

  /// @param sums over the sets that the recipe names, if it has a quantity
  SetCounts(Evaluator evaluator, SetRecipe recipe, Optional<AmountSums> sums, Deadline deadline) {
    this.evaluator = evaluator;
    this.recipe = recipe;
    this.sums = sums;
    this.deadline = deadline;
    int sets = recipe.plans() + recipe.steps().size();
    this.words = new long[sets][WORDS];
    this.counts = new long[sets];
    this.regions = new RegionCounts(recipe.regions().size());
    this.regionWords = recipe.regions().stream().map(set -> words[set]).toList();
  }

  long[] counts() {
    return counts;
  }

  Optional<AmountSums> sums() {
    return sums;
  }

  RegionCounts regions() {
    return regions;
  }

  @Override
  public void visit(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      deadline.check();
      int set = 0;
      for (; set < recipe.plans(); set++) {
        evaluator.members(set, chunk, words[set]);
      }
      for (SetRecipe.Step step : recipe.steps()) {
        make(step, words[set]);
        set++;
      }
      for (int counted = 0; counted < set; counted++) {
        counts[counted] += Kernels.popcount(words[counted], 0, WORDS);
      }
      if (!regionWords.isEmpty()) {
        regions.add(regionWords);
      }
      if (sums.isPresent()) {
        sums.get().add(chunk, words);
      }
    }
  }

  private void make(SetRecipe.Step step, long[] target) {
    long[] a = words[step.a()];
    long[] b = words[step.b()];
    System.arraycopy(a, 0, target, 0, WORDS);
    switch (step.kind()) {
      case BOTH -> Kernels.and(b, 0, target, 0, WORDS);
      case EITHER -> Kernels.or(b, 0, target, 0, WORDS);
      case BUT -> Kernels.andNot(b, 0, target, 0, WORDS);
    }
  }
}
