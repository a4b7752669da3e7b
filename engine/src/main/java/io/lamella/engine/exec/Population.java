package io.lamella.engine.exec;

import io.lamella.engine.index.Column;
import java.util.Arrays;

/// The customers of a snapshot, cut into chunks and strips.
///
/// @param size how many customers
record Population(int size) {
  /// A chunk: 65,536 customers in 1,024 words.
  static final int CHUNK = 1 << 16;

  static final int CHUNK_WORDS = CHUNK >>> 6;

  /// A strip: what is evaluated at once. Two or three of them fit in 32 KiB of L1 for each level of
  /// a plan.
  static final int STRIP_WORDS = 256;

  static final int STRIP = STRIP_WORDS << 6;

  /// How many chunks, the last one partly filled in general.
  int chunks() {
    return (size + CHUNK - 1) >>> 16;
  }

  /// How many customers a chunk has.
  int sizeOf(int chunk) {
    return Math.min(CHUNK, size - (chunk << 16));
  }

  /// Writes a strip with everybody in it.
  void fill(int chunk, int fromWord, long[] target) {
    int customers = Math.clamp(sizeOf(chunk) - ((long) fromWord << 6), 0, STRIP);
    Column.setFirst(customers, STRIP_WORDS, target);
  }

  /// Writes a chunk with everybody in it.
  void fillChunk(int chunk, long[] target) {
    Arrays.fill(target, 0);
    Column.setFirst(sizeOf(chunk), CHUNK_WORDS, target);
  }
}
