package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import org.roaringbitmap.RoaringBitmap;

/// The bytes of some bitmaps, as Lamella keeps them in one table and in RoaringBitmap's serialised,
/// run-optimised form.
final class BitmapSizes implements AutoCloseable {
  private static final long BUDGET_BYTES = 4L << 30;

  private final BitmapTableBuilder builder =
      new BitmapTableBuilder(new MemoryBudget(BUDGET_BYTES), Purpose.STAGING);
  private long roaringBytes;

  /// Adds a bitmap, which is run-optimised.
  void add(RoaringBitmap bitmap) {
    bitmap.runOptimize();
    roaringBytes += bitmap.serializedSizeInBytes();
    bitmap.forEach((org.roaringbitmap.IntConsumer) builder::add);
    builder.endBitmap();
  }

  long bytes() {
    return builder.sizeBytes();
  }

  long roaringBytes() {
    return roaringBytes;
  }

  Figure figure(String name) {
    return Figure.size(name, bytes(), roaringBytes);
  }

  @Override
  public void close() {
    builder.close();
  }
}
