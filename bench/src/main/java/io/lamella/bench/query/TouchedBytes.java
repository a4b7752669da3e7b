package io.lamella.bench.query;

import io.lamella.bench.data.Shoppers;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// How many bytes a question's bitmaps take in Lamella: what it must read at least.
///
/// @param flags of each flag, by number
/// @param days of all days together
record TouchedBytes(List<Long> flags, long days) {
  private static final long BUDGET_BYTES = 1L << 30;

  static TouchedBytes of(Shoppers shoppers) {
    int[] flagBits = new int[shoppers.size()];
    int[] visitBits = new int[shoppers.size()];
    shoppers.forEach((number, flags, visits) -> {
      flagBits[number] = flags;
      visitBits[number] = visits;
    });
    return new TouchedBytes(
        ofEachBit(flagBits, Shoppers.FLAGS.size()).boxed().toList(),
        ofEachBit(visitBits, Shoppers.DAYS).sum());
  }

  /// The bitmaps of the first so many flags.
  long ofFlags(int count) {
    return flags.stream().limit(count).mapToLong(Long::longValue).sum();
  }

  private static LongStream ofEachBit(int[] customers, int bits) {
    return IntStream.range(0, bits).mapToLong(bit -> ofBit(customers, bit));
  }

  private static long ofBit(int[] customers, int bit) {
    try (var builder = new BitmapTableBuilder(new MemoryBudget(BUDGET_BYTES), Purpose.STAGING)) {
      for (int number = 0; number < customers.length; number++) {
        if ((customers[number] >>> bit & 1) != 0) {
          builder.add(number);
        }
      }
      builder.endBitmap();
      return builder.sizeBytes();
    }
  }
}
