package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;

/// Walks all members of an evaluator's first plan from an ordinal on. Chunks before it are never
/// evaluated. Confined to one thread.
final class ChunkWalk implements MemberWalk {
  private final Evaluator evaluator;
  private final int chunks;
  private final int from;
  private final Deadline deadline;
  private final long[] bits = new long[Population.CHUNK_WORDS];
  private int chunk;
  private int word = Population.CHUNK_WORDS;

  /// @param from the first ordinal that may be told
  ChunkWalk(Evaluator evaluator, Population population, int from, Deadline deadline) {
    this.evaluator = evaluator;
    this.chunks = population.chunks();
    this.from = from;
    this.deadline = deadline;
    this.chunk = (from >>> 16) - 1;
  }

  @Override
  public int next() {
    while (true) {
      while (word < Population.CHUNK_WORDS && bits[word] == 0) {
        word++;
      }
      if (word < Population.CHUNK_WORDS) {
        int ordinal = (chunk << 16) | (word << 6) | Long.numberOfTrailingZeros(bits[word]);
        bits[word] &= bits[word] - 1;
        return ordinal;
      }
      if (chunk >= chunks - 1) {
        return END;
      }
      deadline.check();
      evaluator.members(0, ++chunk, bits);
      word = 0;
      if (chunk == from >>> 16) {
        word = (from & 0xFFFF) >>> 6;
        bits[word] &= -1L << from;
      }
    }
  }
}
