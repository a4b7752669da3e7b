package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;

/// Walks the ordinals of an evaluator's first plan, ascending. A chunk is evaluated when the walk
/// gets there; chunks before its start never are. Confined to one thread.
public final class MemberWalk {
  /// What [#next] returns at the end.
  public static final int END = -1;

  private final Evaluator evaluator;
  private final int chunks;
  private final int from;
  private final Deadline deadline;
  private final long[] bits = new long[Population.CHUNK_WORDS];
  private int chunk;
  private int word = Population.CHUNK_WORDS;

  /// @param from the first ordinal that may be told
  MemberWalk(Evaluator evaluator, Population population, int from, Deadline deadline) {
    this.evaluator = evaluator;
    this.chunks = population.chunks();
    this.from = from;
    this.deadline = deadline;
    this.chunk = (from >>> 16) - 1;
  }

  /// The next ordinal, or [#END].
  ///
  /// @throws io.lamella.engine.api.EngineException `DEADLINE_PASSED`, `CANCELLED`
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
