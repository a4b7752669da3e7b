package io.lamella.engine.index;

import io.lamella.engine.bitmap.BitmapTable;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import io.lamella.engine.memory.Region;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Builds one [Bucket] from staged events that stand in the bucket's order: by ordinal, then
/// instant.
final class BucketBuilder {
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED;

  private final Region region;
  private final MemoryBudget budget;
  private final Map<String, ValueType> types;

  BucketBuilder(Region region, MemoryBudget budget, Map<String, ValueType> types) {
    this.region = region;
    this.budget = budget;
    this.types = types;
  }

  /// Builds the bucket of one day.
  ///
  /// @param order the day's rows, sorted
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  Bucket build(EventStage stage, int day, long startMillis, RowOrder order, int rows) {
    Map<String, ValuesPacker> packers = new HashMap<>();
    stage
        .properties()
        .forEach((name, values) -> {
          var packer =
              new ValuesPacker(Objects.requireNonNull(types.get(name)), values, order, rows);
          if (packer.any()) {
            packers.put(name, packer);
          }
        });
    try (var bitmap = new BitmapTableBuilder(budget, Purpose.STAGING);
        var times = new ValueStage(budget)) {
      int distinct = addCustomers(stage, order, rows, bitmap);
      for (int row = 0; row < rows; row++) {
        times.set(row, stage.instant(order.row(row)) - startMillis, 0);
      }
      var timesPacker = new ValuesPacker(ValueType.INSTANT, times, new RowOrder.Staged(), rows);
      int chunks = (stage.ordinal(order.row(rows - 1)) >>> 16) + 1;

      long lowsAt = ValuesPacker.align((chunks + 1L) << 2);
      long timesAt = lowsAt + ValuesPacker.align((long) rows << 1);
      long propertiesAt = timesAt + timesPacker.sizeBytes();
      long propertyBytes = packers.values().stream().mapToLong(ValuesPacker::sizeBytes).sum();
      long bitmapAt = (propertiesAt + propertyBytes + 63) & -64;
      Block block = region.allocate(bitmapAt + bitmap.sizeBytes(), Purpose.BEHAVIOURS);
      MemorySegment memory = region.memory();
      long base = block.offset();

      var layout =
          new Bucket.Layout(day, startMillis, rows, chunks, distinct < rows, base, base + lowsAt);
      writeOrdinals(stage, order, layout, memory);
      Values.Decimals packedTimes = (Values.Decimals) timesPacker.writeTo(memory, base + timesAt);
      Map<String, Values> properties = new HashMap<>();
      long at = base + propertiesAt;
      for (Map.Entry<String, ValuesPacker> entry : packers.entrySet()) {
        properties.put(entry.getKey(), entry.getValue().writeTo(memory, at));
        at += entry.getValue().sizeBytes();
      }
      BitmapTable table = bitmap.writeTo(memory, base + bitmapAt);
      return new Bucket(region, block, layout, packedTimes.unscaled(), table.bitmap(0), properties);
    }
  }

  private static int addCustomers(
      EventStage stage, RowOrder order, int rows, BitmapTableBuilder bitmap) {
    int distinct = 0;
    int previous = -1;
    for (int row = 0; row < rows; row++) {
      int ordinal = stage.ordinal(order.row(row));
      if (ordinal != previous) {
        bitmap.add(ordinal);
        distinct++;
        previous = ordinal;
      }
    }
    bitmap.endBitmap();
    return distinct;
  }

  private static void writeOrdinals(
      EventStage stage, RowOrder order, Bucket.Layout layout, MemorySegment memory) {
    int chunk = 0;
    for (int row = 0; row < layout.rows(); row++) {
      int ordinal = stage.ordinal(order.row(row));
      for (; chunk <= ordinal >>> 16; chunk++) {
        memory.set(U32, layout.rowStartsOffset() + ((long) chunk << 2), row);
      }
      memory.set(U16, layout.lowsOffset() + ((long) row << 1), (short) ordinal);
    }
    memory.set(U32, layout.rowStartsOffset() + ((long) layout.chunks() << 2), layout.rows());
  }
}
