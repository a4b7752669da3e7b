package io.lamella.engine.exec;

/// One window of a [WindowSlide].
final class SlidingNode extends WordsNode {
  /// What taking in and leaving out the events between a window and the next takes, roughly.
  private static final int MOVE_NANOS = 3_000;

  private final WindowSlide slide;
  private final int window;
  private final Population population;
  private int chunk;

  SlidingNode(WindowSlide slide, int window, Population population, ChunkScratch scratch) {
    super(scratch);
    this.slide = slide;
    this.window = window;
    this.population = population;
  }

  @Override
  ChunkState enter(int newChunk) {
    chunk = newChunk;
    return slide.any(newChunk) ? ChunkState.SOME : ChunkState.EMPTY;
  }

  @Override
  int bound() {
    return population.sizeOf(chunk);
  }

  @Override
  int costNanos() {
    return MOVE_NANOS;
  }

  @Override
  int keepNanos() {
    // Asked for one customer it works out all.
    return MOVE_NANOS;
  }

  @Override
  double keepNanos(double customers) {
    return MOVE_NANOS + customers;
  }

  @Override
  long[] words() {
    return slide.words(window, chunk);
  }
}
