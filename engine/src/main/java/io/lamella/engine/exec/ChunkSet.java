package io.lamella.engine.exec;

/// Some customers of one chunk.
interface ChunkSet {

  /// Whether it is nobody, everybody of the chunk, or to be read from the words.
  ChunkState state();

  /// The chunk's words, whatever the state; not to be changed.
  long[] words();
}
