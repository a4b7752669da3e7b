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
  /// Numbers that span no more than this have a bitmap each, however few customers there are.
  private static final int FEW_NUMBERS = 4_096;

  /// Else there must be so many customers for each number, on average: a bitmap of its own then
  /// takes some 10 bytes a customer at most.
  private static final int CUSTOMERS_A_NUMBER = 2;

  private static final long MAX_BYTES = 1L << 38;
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;

  private AttributeBuilder() {}

  /// Builds the attribute, or nothing if nobody has a value.
  ///
  /// @param population how many customers the snapshot will hold
  /// @param codes how many codes the values' dictionary has; 0 for numbers, times and locations
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
        addByCode(
            budget,
            population,
            codes,
            (ordinal, consumer) -> forEachCode(type, stage, ordinal, consumer),
            bitmaps);
      } else if (hasFewNumbers(type, packer, population)) {
        addByCode(
            budget,
            population,
            (int) (packer.max() - packer.min() + 1),
            (ordinal, consumer) -> {
              if (stage.has(ordinal)) {
                consumer.accept((int) (packer.unscaled(ordinal) - packer.min()));
              }
            },
            bitmaps);
      }
      long bitmapsAt = (packer.sizeBytes() + 63) & -64;
      Block block = region.allocate(bitmapsAt + bitmaps.sizeBytes(), Purpose.ATTRIBUTES);
      Values values = packer.writeTo(region.memory(), block.offset());
      BitmapTable table = bitmaps.writeTo(region.memory(), block.offset() + bitmapsAt);
      return Optional.of(
          new Attribute(region, block, type, values, table, Zones.of(values, population)));
    }
  }

  /// Whether numbers lie so close together that a bitmap for each costs no more than what a
  /// customer has beside it. Instants and locations never do.
  private static boolean hasFewNumbers(ValueType type, ValuesPacker packer, int population) {
    boolean mayLieClose = type != ValueType.INSTANT && type != ValueType.LOCATION;
    if (!mayLieClose || !packer.hasOneScale()) {
      return false;
    }
    long last = packer.max() - packer.min();
    return last >= 0 && last < Math.max(FEW_NUMBERS, population / CUSTOMERS_A_NUMBER);
  }

  /// Takes the codes of one customer.
  private interface Coder {
    void forEach(int ordinal, IntConsumer consumer);
  }

  /// A counting sort of ordinals by code: one bitmap a code, in order.
  private static void addByCode(
      MemoryBudget budget, int population, int codes, Coder coder, BitmapTableBuilder bitmaps) {
    long[] ends = new long[codes];
    for (int ordinal = 0; ordinal < population; ordinal++) {
      coder.forEach(ordinal, code -> ends[code]++);
    }
    long total = 0;
    for (int code = 0; code < codes; code++) {
      long count = ends[code];
      ends[code] = total;
      total += count;
    }
    try (var sorted = GrowableMemory.confined(budget, Purpose.STAGING, MAX_BYTES)) {
      sorted.ensure(Math.max(total, 1) << 2);
      for (int ordinal = 0; ordinal < population; ordinal++) {
        int customer = ordinal;
        coder.forEach(ordinal, code -> sorted.memory().set(U32, ends[code]++ << 2, customer));
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
