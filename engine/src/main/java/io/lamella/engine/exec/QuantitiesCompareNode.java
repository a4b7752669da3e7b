package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/// Customers of whom two quantities compare as asked.
final class QuantitiesCompareNode extends ChunkNode {
  private final QuantityRows left;
  private final QuantityRows right;
  private final Plan.QuantitiesCompare plan;
  private final Population population;

  QuantitiesCompareNode(
      Plan.QuantitiesCompare plan,
      QuantityRows left,
      QuantityRows right,
      Population population,
      ChunkScratch scratch) {
    super(rows(left, right), population, scratch);
    this.plan = plan;
    this.left = left;
    this.right = right;
    this.population = population;
  }

  private static List<EventRows> rows(QuantityRows left, QuantityRows right) {
    List<EventRows> rows = new ArrayList<>(left.rows());
    rows.addAll(right.rows());
    return rows;
  }

  @Override
  ChunkState decide(int newChunk) {
    ChunkState state = super.decide(newChunk);
    if (state == ChunkState.SOME) {
      return state;
    }
    // Nobody has an event, so what anybody has is 0.
    boolean zeros = plan.left().isZeroWithoutEvents() && plan.right().isZeroWithoutEvents();
    return zeros && plan.comparison().holds(0) ? ChunkState.FULL : ChunkState.EMPTY;
  }

  @Override
  void compute(int chunk, long[] bits) {
    left.open(chunk, scratch);
    right.open(chunk, scratch);
    Amounts a = left.amounts();
    Amounts b = right.amounts();
    int slots = left.slots();
    for (int slot = 0; slot < slots; slot++) {
      int low = left.low(slot);
      if (a.has(slot) && b.has(low) && plan.comparison().holds(Amounts.compare(a, slot, b, low))) {
        bits[low >>> 6] |= 1L << low;
      }
    }
    right.close(scratch);
    left.close(scratch);
    keepPopulation(chunk, bits);
  }

  /// The last chunk has slots of nobody.
  private void keepPopulation(int chunk, long[] bits) {
    long[] everybody = scratch.takeWords();
    population.fill(chunk, everybody);
    Kernels.and(everybody, 0, bits, 0, Population.CHUNK_WORDS);
    scratch.giveWords();
  }
}
