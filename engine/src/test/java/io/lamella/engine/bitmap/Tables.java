package io.lamella.engine.bitmap;

import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/// Tables and bitmaps in memory of their own, at an offset, with 64 bytes behind them as the region
/// has.
final class Tables {
  private static final long OFFSET = 192;
  private static final long READ_PAST_END = 64;
  private static final long BUDGET_BYTES = 4L << 30;

  private Tables() {}

  /// A table of what is added.
  static BitmapTable build(Arena arena, Consumer<BitmapTableBuilder> bitmaps) {
    var budget = new MemoryBudget(BUDGET_BYTES);
    BitmapTable table;
    try (var builder = new BitmapTableBuilder(budget, Purpose.STAGING)) {
      bitmaps.accept(builder);
      MemorySegment memory = arena.allocate(OFFSET + builder.sizeBytes() + READ_PAST_END, 64);
      memory.fill((byte) 0xA5);
      table = builder.writeTo(memory, OFFSET);
      if (table.size() != builder.bitmaps() || table.sizeBytes() != builder.sizeBytes()) {
        throw new AssertionError("the table is not what the builder said");
      }
    }
    if (budget.used() != 0) {
      throw new AssertionError("bytes left: used=" + budget.used());
    }
    return table;
  }

  /// A bitmap of the same ordinals, alone in its table.
  static Bitmap bitmap(Arena arena, RoaringBitmap ordinals) {
    return build(arena, builder -> add(builder, ordinals)).bitmap(0);
  }

  /// Adds a bitmap of the same ordinals.
  static void add(BitmapTableBuilder builder, RoaringBitmap ordinals) {
    ordinals.forEach((int ordinal) -> builder.add(ordinal));
    builder.endBitmap();
  }

  /// The ordinals of a bitmap.
  static RoaringBitmap ordinals(Bitmap bitmap) {
    var ordinals = new RoaringBitmap();
    bitmap.forEach(ordinals::add);
    return ordinals;
  }
}
