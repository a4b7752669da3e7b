package io.lamella.engine.exec;

import java.util.Arrays;

/// A leaf that works a whole chunk out from rows of events.
abstract class ChunkNode extends Node {
  private static final double ROW_NANOS = 2;
  private static final int CHUNK_NANOS = 5_000;

  private final EventRows rows;
  private final Population population;
  private int chunk;

  ChunkNode(EventRows rows, Population population, ChunkScratch scratch) {
    super(scratch);
    this.rows = rows;
    this.population = population;
  }

  @Override
  final ChunkState enter(int newChunk) {
    chunk = newChunk;
    return decide(newChunk);
  }

  @Override
  int bound() {
    return population.sizeOf(chunk);
  }

  @Override
  int costNanos() {
    return (int) Math.min(Integer.MAX_VALUE, CHUNK_NANOS + ROW_NANOS * rows.rowsOf(chunk));
  }

  @Override
  int keepNanos() {
    // Asked for one customer it works out all.
    return costNanos();
  }

  @Override
  void read(long[] target) {
    Arrays.fill(target, 0);
    compute(chunk, target);
  }

  /// What the directory says of the chunk.
  ChunkState decide(int newChunk) {
    return rows.any(newChunk) ? ChunkState.SOME : ChunkState.EMPTY;
  }

  /// Sets the bits of the chunk's members in words that are all 0.
  abstract void compute(int chunk, long[] bits);
}
