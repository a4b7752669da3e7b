package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;

/// A node of a plan, made ready to run over one snapshot. For each chunk it is entered, and if that
/// does not decide the chunk, read strip by strip. Confined to one thread; allocates nothing once
/// it runs.
abstract class Node {
  private final long[] scratch = new long[Population.STRIP_WORDS];

  /// Turns to a chunk. The same chunk may be entered again by another parent.
  abstract ChunkState enter(int chunk);

  /// Writes a strip of the chunk entered last, whose state was SOME, to the front of the target.
  ///
  /// @param fromWord a multiple of the strip's words
  abstract void read(int fromWord, long[] target);

  /// Keeps in the target what is in this node too.
  void and(int fromWord, long[] target) {
    read(fromWord, scratch);
    Kernels.and(scratch, 0, target, 0, Population.STRIP_WORDS);
  }

  /// Adds to the target what is in this node.
  void or(int fromWord, long[] target) {
    read(fromWord, scratch);
    Kernels.or(scratch, 0, target, 0, Population.STRIP_WORDS);
  }

  /// Takes from the target what is in this node.
  void andNot(int fromWord, long[] target) {
    read(fromWord, scratch);
    Kernels.andNot(scratch, 0, target, 0, Population.STRIP_WORDS);
  }
}
