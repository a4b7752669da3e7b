package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;

/// Everybody but those in the term.
final class NotTerm extends PreviewTerm {
  private final PreviewTerm term;
  private final ChunkSets sets;
  private long[] words = {};
  private boolean known;

  NotTerm(PreviewTerm term, ChunkSets sets) {
    this.term = term;
    this.sets = sets;
  }

  @Override
  void enter(int chunk) {
    known = false;
  }

  @Override
  public ChunkState state() {
    return switch (term.state()) {
      case EMPTY -> ChunkState.FULL;
      case FULL -> ChunkState.EMPTY;
      case SOME -> ChunkState.SOME;
    };
  }

  @Override
  public long[] words() {
    if (state() != ChunkState.SOME) {
      return sets.of(state(), this).words();
    }
    if (!known) {
      if (words.length == 0) {
        words = new long[Population.CHUNK_WORDS];
      }
      System.arraycopy(sets.everybody().words(), 0, words, 0, words.length);
      Kernels.andNot(term.words(), 0, words, 0, words.length);
      known = true;
    }
    return words;
  }

  @Override
  long count() {
    return sets.size() - term.count();
  }
}
