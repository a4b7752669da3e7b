package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;
import java.util.Arrays;

/// A leaf that works a whole chunk out from rows of events.
abstract class ChunkNode extends Node {
  private static final double ROW_NANOS = 2;
  private static final int CHUNK_NANOS = 5_000;

  /// Passing over a row that is another customer's.
  private static final double PASS_NANOS = 1;

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
    return (int) Math.min(Integer.MAX_VALUE, keepNanos(1));
  }

  @Override
  double keepNanos(double customers) {
    double passed = Math.min(rows.searchedRows(customers), (double) rows.rowsOf(chunk));
    return CHUNK_NANOS + PASS_NANOS * passed;
  }

  @Override
  void read(long[] target) {
    Arrays.fill(target, 0);
    rows.among(null);
    compute(chunk, target);
  }

  /// Looks at the rows of the customers in the target alone.
  @Override
  void and(long[] target) {
    long[] words = ofThese(target);
    Kernels.and(words, 0, target, 0, Population.CHUNK_WORDS);
    scratch.giveWords();
  }

  @Override
  void andNot(long[] target) {
    long[] words = ofThese(target);
    Kernels.andNot(words, 0, target, 0, Population.CHUNK_WORDS);
    scratch.giveWords();
  }

  @Override
  int keep(char[] lows, int count) {
    return keep(lows, count, 0);
  }

  @Override
  int drop(char[] lows, int count) {
    return keep(lows, count, 1);
  }

  private int keep(char[] lows, int count, int flip) {
    long[] customers = scratch.takeWords();
    Arrays.fill(customers, 0);
    Kernels.set(lows, count, customers);
    int kept = Kernels.keep(ofThese(customers), lows, count, flip);
    scratch.giveWords();
    scratch.giveWords();
    return kept;
  }

  /// Takes words with the members among some customers, and perhaps others that are none of these.
  private long[] ofThese(long[] customers) {
    long[] words = scratch.takeWords();
    Arrays.fill(words, 0);
    rows.among(customers);
    compute(chunk, words);
    rows.among(null);
    return words;
  }

  /// What the directory says of the chunk.
  ChunkState decide(int newChunk) {
    return rows.any(newChunk) ? ChunkState.SOME : ChunkState.EMPTY;
  }

  /// Sets the bits of the chunk's members in words that are all 0.
  abstract void compute(int chunk, long[] bits);
}
