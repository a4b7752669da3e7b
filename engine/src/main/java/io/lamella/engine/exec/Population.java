package io.lamella.engine.exec;

import io.lamella.engine.index.Column;

/// The customers of a snapshot, cut into chunks: what is evaluated at once. A chunk's words are 8
/// KiB, so that those of a node and of its input stay in L1 together (decision 9).
///
/// @param size how many customers
record Population(int size) {
  /// A chunk: 65,536 customers in 1,024 words.
  static final int CHUNK = 1 << 16;

  static final int CHUNK_WORDS = CHUNK >>> 6;

  /// How many chunks, the last one partly filled in general.
  int chunks() {
    return (size + CHUNK - 1) >>> 16;
  }

  /// How many customers a chunk has.
  int sizeOf(int chunk) {
    return Math.min(CHUNK, size - (chunk << 16));
  }

  /// Writes a chunk with everybody in it.
  void fill(int chunk, long[] target) {
    Column.setFirst(sizeOf(chunk), CHUNK_WORDS, target);
  }
}
