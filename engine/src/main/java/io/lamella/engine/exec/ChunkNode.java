package io.lamella.engine.exec;

import java.util.Arrays;
import java.util.List;

/// A leaf that works a whole chunk out from rows of events.
abstract class ChunkNode extends Node {
  private static final double ROW_NANOS = 2;
  private static final int CHUNK_NANOS = 5_000;

  private final List<EventRows> rows;
  private final Population population;
  private int chunk;

  ChunkNode(EventRows rows, Population population, ChunkScratch scratch) {
    this(List.of(rows), population, scratch);
  }

  ChunkNode(List<EventRows> rows, Population population, ChunkScratch scratch) {
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
    double nanos = CHUNK_NANOS;
    for (int i = 0; i < rows.size(); i++) {
      nanos += ROW_NANOS * rows.get(i).rowsOf(chunk);
    }
    return (int) Math.min(Integer.MAX_VALUE, nanos);
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
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).any(newChunk)) {
        return ChunkState.SOME;
      }
    }
    return ChunkState.EMPTY;
  }

  /// Sets the bits of the chunk's members in words that are all 0.
  abstract void compute(int chunk, long[] bits);
}
