package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A leaf that works a whole chunk out from rows of events.
abstract class ChunkNode extends Node {
  private static final double ROW_NANOS = 2;
  private static final int CHUNK_NANOS = 5_000;

  /// Passing over a row that is another customer's.
  private static final double PASS_NANOS = 1;

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
    return (int) Math.min(Integer.MAX_VALUE, keepNanos(1));
  }

  @Override
  double keepNanos(double customers) {
    double nanos = CHUNK_NANOS;
    for (int i = 0; i < rows.size(); i++) {
      EventRows one = rows.get(i);
      nanos += PASS_NANOS * Math.min(one.searchedRows(customers), (double) one.rowsOf(chunk));
    }
    return nanos;
  }

  @Override
  void read(long[] target) {
    Arrays.fill(target, 0);
    among(null);
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
    among(customers);
    compute(chunk, words);
    among(null);
    return words;
  }

  private void among(long @Nullable [] customers) {
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).among(customers);
    }
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
