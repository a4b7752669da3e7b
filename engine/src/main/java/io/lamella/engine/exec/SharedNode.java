package io.lamella.engine.exec;

import java.util.Arrays;

/// A node with several parents: entered once a chunk, read once a strip, remembered for the others.
final class SharedNode extends Node {
  private static final int STRIPS = Population.CHUNK_WORDS / Population.STRIP_WORDS;

  private final Node inner;
  private final long[][] strips = new long[STRIPS][Population.STRIP_WORDS];
  private final boolean[] known = new boolean[STRIPS];
  private int chunk = -1;
  private ChunkState state = ChunkState.EMPTY;
  private long elapsedNanos;

  SharedNode(Node inner) {
    this.inner = inner;
  }

  @Override
  ChunkState enter(int newChunk) {
    if (newChunk != chunk) {
      long start = System.nanoTime();
      chunk = newChunk;
      Arrays.fill(known, false);
      state = inner.enter(newChunk);
      elapsedNanos += System.nanoTime() - start;
    }
    return state;
  }

  @Override
  void read(int fromWord, long[] target) {
    int strip = fromWord / Population.STRIP_WORDS;
    if (!known[strip]) {
      long start = System.nanoTime();
      inner.read(fromWord, strips[strip]);
      known[strip] = true;
      elapsedNanos += System.nanoTime() - start;
    }
    System.arraycopy(strips[strip], 0, target, 0, Population.STRIP_WORDS);
  }

  /// Time spent in this node and below, less what other shared nodes already knew.
  long elapsedNanos() {
    return elapsedNanos;
  }
}
