package io.lamella.engine.index;

import io.lamella.engine.bitmap.BitmapTable;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import io.lamella.engine.memory.Region;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Builds an [Attribute] from staged values: packs the column, then sorts ordinals by code for the
/// bitmaps.
public final class AttributeBuilder {
  private static final long MAX_BYTES = 1L << 38;
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;

  private AttributeBuilder() {}

  /// Builds the attribute, or nothing if nobody has a value.
  ///
  /// @param population how many customers the snapshot will hold
  /// @param codes how many codes the values' dictionary has; 0 for numbers, dates and instants
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  public static Optional<Attribute> build(
      Region region,
      MemoryBudget budget,
      ValueType type,
      ValueStage stage,
      int population,
      int codes) {
    ValuesPacker packer = new ValuesPacker(type, stage, new RowOrder.Staged(), population);
    if (!packer.any()) {
      return Optional.empty();
    }
    try (var bitmaps = new BitmapTableBuilder(budget, Purpose.STAGING)) {
      for (int ordinal = 0; ordinal < population; ordinal++) {
        if (stage.has(ordinal)) {
          bitmaps.add(ordinal);
        }
      }
      bitmaps.endBitmap();
      if (codes > 0) {
        addByCode(budget, type, stage, population, codes, bitmaps);
      }
      long bitmapsAt = (packer.sizeBytes() + 63) & -64;
      Block block = region.allocate(bitmapsAt + bitmaps.sizeBytes(), Purpose.ATTRIBUTES);
      Values values = packer.writeTo(region.memory(), block.offset());
      BitmapTable table = bitmaps.writeTo(region.memory(), block.offset() + bitmapsAt);
      return Optional.of(new Attribute(region, block, type, values, table));
    }
  }

  /// A counting sort of ordinals by code: one bitmap a code, in order.
  private static void addByCode(
      MemoryBudget budget,
      ValueType type,
      ValueStage stage,
      int population,
      int codes,
      BitmapTableBuilder bitmaps) {
    long[] ends = new long[codes];
    for (int ordinal = 0; ordinal < population; ordinal++) {
      forEachCode(type, stage, ordinal, code -> ends[code]++);
    }
    long total = 0;
    for (int code = 0; code < codes; code++) {
      long count = ends[code];
      ends[code] = total;
      total += count;
    }
    try (var sorted = new GrowableMemory(budget, Purpose.STAGING, MAX_BYTES)) {
      sorted.ensure(Math.max(total, 1) << 2);
      for (int ordinal = 0; ordinal < population; ordinal++) {
        int customer = ordinal;
        forEachCode(
            type, stage, ordinal, code -> sorted.memory().set(U32, ends[code]++ << 2, customer));
      }
      long at = 0;
      for (int code = 0; code < codes; code++) {
        for (; at < ends[code]; at++) {
          bitmaps.add(sorted.memory().get(U32, at << 2));
        }
        bitmaps.endBitmap();
      }
    }
  }

  private static void forEachCode(
      ValueType type, ValueStage stage, long ordinal, IntConsumer consumer) {
    if (!stage.has(ordinal)) {
      return;
    }
    if (type != ValueType.SET) {
      consumer.accept((int) stage.slot(ordinal));
      return;
    }
    int size = stage.listSize(ordinal);
    for (int number = 0; number < size; number++) {
      consumer.accept(stage.member(ordinal, number));
    }
  }
}
