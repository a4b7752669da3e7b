package io.lamella.engine.exec;

/// Everybody or nobody: decided in every chunk, so never read.
final class ConstantNode extends Node {
  private final ChunkState state;

  ConstantNode(ChunkState state) {
    this.state = state;
  }

  @Override
  ChunkState enter(int chunk) {
    return state;
  }

  @Override
  void read(int fromWord, long[] target) {
    throw new IllegalStateException("a decided chunk is not read");
  }
}
