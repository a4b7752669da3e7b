package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Values;

/// An attribute's test answered from its column.
final class ScanNode extends Node {
  private final Values values;
  private final Bitmap present;
  private final RowTest test;
  private int chunk;

  ScanNode(Attribute attribute, RowTest test) {
    this.values = attribute.values();
    this.present = attribute.present();
    this.test = test;
  }

  @Override
  ChunkState enter(int newChunk) {
    chunk = newChunk;
    return present.entryOf(newChunk) == 0 ? ChunkState.EMPTY : ChunkState.SOME;
  }

  @Override
  void read(int fromWord, long[] target) {
    test.test(values, ((long) chunk << 16) + ((long) fromWord << 6), Population.STRIP, target);
  }
}
