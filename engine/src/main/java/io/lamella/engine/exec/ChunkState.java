package io.lamella.engine.exec;

/// What is known of a node's result in a chunk before a kernel runs.
enum ChunkState {
  /// Nobody.
  EMPTY,
  /// Everybody of the chunk.
  FULL,
  /// To be read strip by strip.
  SOME
}
