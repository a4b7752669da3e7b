package io.lamella.engine.exec;

import java.util.Arrays;

/// A leaf that finds its answer for a whole chunk at once, when the first strip of it is asked for,
/// and so never for a chunk in which other operands leave nobody.
abstract class ChunkNode extends Node {
  private final long[] bits = new long[Population.CHUNK_WORDS];
  private int chunk;
  private boolean computed;

  @Override
  final ChunkState enter(int newChunk) {
    chunk = newChunk;
    computed = false;
    return decide(newChunk);
  }

  @Override
  final void read(int fromWord, long[] target) {
    if (!computed) {
      Arrays.fill(bits, 0);
      compute(chunk, bits);
      computed = true;
    }
    System.arraycopy(bits, fromWord, target, 0, Population.STRIP_WORDS);
  }

  /// What the directory says of the chunk.
  abstract ChunkState decide(int chunk);

  /// Sets the bits of the chunk's members in words that are all 0.
  abstract void compute(int chunk, long[] bits);
}
