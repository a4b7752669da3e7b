package io.lamella.engine.exec;

import io.lamella.engine.catalog.CustomerHash;
import io.lamella.engine.index.Customers;
import io.lamella.engine.plan.Plan;

/// Customers whose position in a sample lies in a range.
final class SampleNode extends Node {
  private final Plan.Sampled plan;
  private final Customers customers;
  private final Population population;
  private int chunk;

  SampleNode(Plan.Sampled plan, Customers customers, Population population) {
    this.plan = plan;
    this.customers = customers;
    this.population = population;
  }

  @Override
  ChunkState enter(int newChunk) {
    chunk = newChunk;
    return ChunkState.SOME;
  }

  @Override
  void read(int fromWord, long[] target) {
    int first = (chunk << 16) + (fromWord << 6);
    for (int word = 0; word < Population.STRIP_WORDS; word++) {
      long bits = 0;
      int end = Math.min(64, population.size() - first - (word << 6));
      for (int i = 0; i < end; i++) {
        int position =
            CustomerHash.position(customers.hash(first + (word << 6) + i), plan.saltHash());
        if (position >= plan.from() && position < plan.to()) {
          bits |= 1L << i;
        }
      }
      target[word] = bits;
    }
  }
}
