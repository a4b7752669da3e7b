package io.lamella.engine.exec;

import io.lamella.engine.catalog.CustomerHash;
import io.lamella.engine.index.Customers;
import io.lamella.engine.plan.Plan;

/// Customers whose position in a sample lies in a range.
final class SampleNode extends Node {
  private static final int CUSTOMER_NANOS = 4;

  private final Plan.Sampled plan;
  private final Customers customers;
  private final Population population;
  private int chunk;

  SampleNode(Plan.Sampled plan, Customers customers, Population population, ChunkScratch scratch) {
    super(scratch);
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
  int bound() {
    return population.sizeOf(chunk);
  }

  @Override
  int costNanos() {
    return CUSTOMER_NANOS * Population.CHUNK;
  }

  @Override
  int keepNanos() {
    return CUSTOMER_NANOS;
  }

  @Override
  void read(long[] target) {
    int size = population.sizeOf(chunk);
    for (int word = 0; word < Population.CHUNK_WORDS; word++) {
      long bits = 0;
      int end = Math.min(64, size - (word << 6));
      for (int i = 0; i < end; i++) {
        bits |= (isSampled((word << 6) + i) ? 1L : 0) << i;
      }
      target[word] = bits;
    }
  }

  @Override
  int keep(char[] lows, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      char low = lows[i];
      lows[kept] = low;
      kept += isSampled(low) ? 1 : 0;
    }
    return kept;
  }

  @Override
  int drop(char[] lows, int count) {
    return dropKept(lows, count);
  }

  private boolean isSampled(int low) {
    int position = CustomerHash.position(customers.hash((chunk << 16) + low), plan.saltHash());
    return position >= plan.from() && position < plan.to();
  }
}
