package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.DirectoryEntry;

/// One plane of [RowPlanes].
final class RowPlaneNode extends WordsNode {
  private static final int CUSTOMER_NANOS = 3;
  private static final int CHUNK_NANOS = 300;

  private final RowPlanes planes;
  private final int number;
  private final Bitmap customers;
  private int chunk;
  private int bound;

  RowPlaneNode(RowPlanes planes, int number, ChunkScratch scratch) {
    super(scratch);
    this.planes = planes;
    this.number = number;
    this.customers = planes.source().bucket().customers();
  }

  @Override
  ChunkState enter(int newChunk) {
    chunk = newChunk;
    long entry = customers.entryOf(newChunk);
    if (entry == 0) {
      return ChunkState.EMPTY;
    }
    bound = DirectoryEntry.cardinality(entry);
    return ChunkState.SOME;
  }

  @Override
  int bound() {
    return bound;
  }

  @Override
  int costNanos() {
    return CHUNK_NANOS + CUSTOMER_NANOS * bound;
  }

  @Override
  int keepNanos() {
    // Asked for one customer it works out all.
    return costNanos();
  }

  @Override
  long[] words() {
    return planes.plane(number, chunk);
  }
}
