package io.lamella.engine.exec;

import io.lamella.engine.kernel.CounterPlanes;
import io.lamella.engine.kernel.Kernels;

/// A node that has the words of the chunk entered last ready made: whatever is asked is asked of
/// these, and nothing is copied that need not be.
abstract class WordsNode extends Node {

  WordsNode(ChunkScratch scratch) {
    super(scratch);
  }

  /// The words of the chunk entered last, not to be changed, and as they are until the node, or
  /// another one that shares them, is asked again.
  abstract long[] words();

  @Override
  final void read(long[] target) {
    System.arraycopy(words(), 0, target, 0, Population.CHUNK_WORDS);
  }

  @Override
  final void and(long[] target) {
    Kernels.and(words(), 0, target, 0, Population.CHUNK_WORDS);
  }

  @Override
  final void or(long[] target) {
    Kernels.or(words(), 0, target, 0, Population.CHUNK_WORDS);
  }

  @Override
  final void andNot(long[] target) {
    Kernels.andNot(words(), 0, target, 0, Population.CHUNK_WORDS);
  }

  @Override
  final long count() {
    return Kernels.popcount(words(), 0, Population.CHUNK_WORDS);
  }

  @Override
  int keep(char[] lows, int count) {
    return Kernels.keep(words(), lows, count, 0);
  }

  @Override
  int drop(char[] lows, int count) {
    return Kernels.keep(words(), lows, count, 1);
  }

  @Override
  final void addTo(CounterPlanes counters, int weight) {
    counters.add(words(), weight);
  }
}
