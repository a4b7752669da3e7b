package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.DirectoryEntry;

/// One bitmap of the snapshot.
final class BitmapNode extends Node {
  private final Bitmap bitmap;
  private final Population population;
  private long entry;

  BitmapNode(Bitmap bitmap, Population population) {
    this.bitmap = bitmap;
    this.population = population;
  }

  @Override
  ChunkState enter(int chunk) {
    entry = bitmap.entryOf(chunk);
    if (entry == 0) {
      return ChunkState.EMPTY;
    }
    return DirectoryEntry.cardinality(entry) == population.sizeOf(chunk)
        ? ChunkState.FULL
        : ChunkState.SOME;
  }

  @Override
  void read(int fromWord, long[] target) {
    bitmap.decode(entry, fromWord, Population.STRIP_WORDS, target, 0);
  }

  @Override
  void and(int fromWord, long[] target) {
    bitmap.and(entry, fromWord, Population.STRIP_WORDS, target, 0);
  }

  @Override
  void or(int fromWord, long[] target) {
    bitmap.or(entry, fromWord, Population.STRIP_WORDS, target, 0);
  }

  @Override
  void andNot(int fromWord, long[] target) {
    bitmap.andNot(entry, fromWord, Population.STRIP_WORDS, target, 0);
  }
}
