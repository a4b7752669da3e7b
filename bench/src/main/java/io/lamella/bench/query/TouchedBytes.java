package io.lamella.bench.query;

import io.lamella.bench.data.Shoppers;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;

/// How many bytes a question's bitmaps take.
final class TouchedBytes {

  private TouchedBytes() {}

  /// The bitmaps of the first so many flags.
  static long ofFlags(Shoppers shoppers, int count) {
    long bytes = 0;
    for (int flag = 0; flag < count; flag++) {
      int bit = flag;
      try (var builder = new BitmapTableBuilder(new MemoryBudget(1L << 30), Purpose.STAGING)) {
        shoppers.forEach((number, flags, visits) -> {
          if ((flags >>> bit & 1) != 0) {
            builder.add(number);
          }
        });
        builder.endBitmap();
        bytes += builder.sizeBytes();
      }
    }
    return bytes;
  }
}
