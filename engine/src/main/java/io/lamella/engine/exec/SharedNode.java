package io.lamella.engine.exec;

/// A node with several parents: entered once a chunk, read once, remembered for the others.
final class SharedNode extends WordsNode {
  private static final int KNOWN_NANOS = 60;

  private final Node inner;
  private final long[] words = new long[Population.CHUNK_WORDS];
  private boolean known;
  private int chunk = -1;
  private ChunkState state = ChunkState.EMPTY;
  private long elapsedNanos;

  SharedNode(Node inner, ChunkScratch scratch) {
    super(scratch);
    this.inner = inner;
  }

  @Override
  boolean leaps() {
    return inner.leaps();
  }

  @Override
  int seek(int from) {
    return from == chunk ? from : inner.seek(from);
  }

  @Override
  ChunkState enter(int newChunk) {
    if (newChunk != chunk) {
      long start = System.nanoTime();
      chunk = newChunk;
      known = false;
      state = inner.enter(newChunk);
      elapsedNanos += System.nanoTime() - start;
    }
    return state;
  }

  @Override
  int bound() {
    return inner.bound();
  }

  @Override
  int least() {
    return inner.least();
  }

  @Override
  int costNanos() {
    return known ? KNOWN_NANOS : inner.costNanos();
  }

  @Override
  int keepNanos() {
    return known ? 1 : inner.keepNanos();
  }

  @Override
  int keep(char[] lows, int count) {
    return known ? super.keep(lows, count) : inner.keep(lows, count);
  }

  @Override
  int drop(char[] lows, int count) {
    return known ? super.drop(lows, count) : inner.drop(lows, count);
  }

  @Override
  long[] words() {
    if (!known) {
      long start = System.nanoTime();
      inner.read(words);
      known = true;
      elapsedNanos += System.nanoTime() - start;
    }
    return words;
  }

  /// Time spent in this node and below, less what other shared nodes already knew.
  long elapsedNanos() {
    return elapsedNanos;
  }
}
