package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;

/// A condition that is answered by a plan. Its words are read when somebody needs them, which a
/// count that the directory tells does not.
final class ClauseTerm extends PreviewTerm {
  private final Node node;
  private final ChunkSets sets;

  /// Made when first needed: the words of many conditions never are.
  private long[] words = {};

  private ChunkState state = ChunkState.EMPTY;
  private boolean known;

  ClauseTerm(Node node, ChunkSets sets) {
    this.node = node;
    this.sets = sets;
  }

  @Override
  void enter(int chunk) {
    state = node.enter(chunk);
    known = false;
  }

  @Override
  public ChunkState state() {
    return state;
  }

  @Override
  public long[] words() {
    if (state != ChunkState.SOME) {
      return sets.of(state, this).words();
    }
    if (!known) {
      if (words.length == 0) {
        words = new long[Population.CHUNK_WORDS];
      }
      node.read(words);
      known = true;
    }
    return words;
  }

  @Override
  long count() {
    if (state != ChunkState.SOME) {
      return sets.count(this);
    }
    return node.isCounted() ? node.bound() : Kernels.popcount(words(), 0, Population.CHUNK_WORDS);
  }
}
