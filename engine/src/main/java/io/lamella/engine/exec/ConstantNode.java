package io.lamella.engine.exec;

/// Everybody or nobody: decided in every chunk, so never asked further.
final class ConstantNode extends Node {
  private final ChunkState state;

  ConstantNode(ChunkState state, ChunkScratch scratch) {
    super(scratch);
    this.state = state;
  }

  @Override
  boolean leaps() {
    return state == ChunkState.EMPTY;
  }

  @Override
  int seek(int chunk) {
    return state == ChunkState.EMPTY ? NO_CHUNK : chunk;
  }

  @Override
  ChunkState enter(int chunk) {
    return state;
  }

  @Override
  int bound() {
    throw decided();
  }

  @Override
  int costNanos() {
    throw decided();
  }

  @Override
  int keepNanos() {
    throw decided();
  }

  @Override
  void read(long[] target) {
    throw decided();
  }

  private static IllegalStateException decided() {
    return new IllegalStateException("a decided chunk is not asked further");
  }
}
