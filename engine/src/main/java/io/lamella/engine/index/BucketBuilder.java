package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.BitmapTable;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.Purpose;
import io.lamella.engine.memory.Region;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Builds one [Bucket] from staged events that stand in the bucket's order: by ordinal, then
/// instant.
final class BucketBuilder {
  private final Region region;
  private final BucketMemory memory;
  private final Map<String, ValueType> types;

  BucketBuilder(Region region, BucketMemory memory, Map<String, ValueType> types) {
    this.region = region;
    this.memory = memory;
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
    BitmapTableBuilder bitmap = memory.bitmaps();
    ValueStage times = memory.times();
    int distinct = addCustomers(stage, order, rows, bitmap);
    for (int row = 0; row < rows; row++) {
      times.set(row, stage.instant(order.row(row)) - startMillis, 0);
    }
    var timesPacker = new ValuesPacker(ValueType.INSTANT, times, new RowOrder.Staged(), rows);

    long timesAt = SortedRows.sizeBytes(rows, stage.ordinal(order.row(rows - 1)));
    long propertiesAt = timesAt + timesPacker.sizeBytes();
    long propertyBytes = packers.values().stream().mapToLong(ValuesPacker::sizeBytes).sum();
    long bitmapAt = (propertiesAt + propertyBytes + 63) & -64;
    Block block = region.allocate(bitmapAt + bitmap.sizeBytes(), Purpose.BEHAVIOURS);
    MemorySegment target = region.memory();
    long base = block.offset();

    SortedRows sorted = SortedRows.write(target, base, rows, row -> stage.ordinal(order.row(row)));
    var layout = new Bucket.Layout(day, startMillis, distinct < rows, sorted);
    Values.Decimals packedTimes = (Values.Decimals) timesPacker.writeTo(target, base + timesAt);
    Map<String, Values> properties = new HashMap<>();
    long at = base + propertiesAt;
    for (Map.Entry<String, ValuesPacker> entry : packers.entrySet()) {
      properties.put(entry.getKey(), entry.getValue().writeTo(target, at));
      at += entry.getValue().sizeBytes();
    }
    BitmapTable table = bitmap.writeTo(target, base + bitmapAt);
    Bitmap customers = table.bitmap(0);
    List<Bitmap> counts =
        layout.repeats()
            ? IntStream.range(1, table.size()).mapToObj(table::bitmap).toList()
            : List.of(customers);
    return new Bucket(region, block, layout, packedTimes.unscaled(), customers, counts, properties);
  }

  /// Adds the bitmap of customers, and, if some have several events, one for each bit of how many;
  /// returns how many customers there are.
  private static int addCustomers(
      EventStage stage, RowOrder order, int rows, BitmapTableBuilder bitmaps) {
    int distinct = 0;
    int most = 0;
    for (int row = 0, next; row < rows; row = next) {
      next = endOfCustomer(stage, order, rows, row);
      bitmaps.add(stage.ordinal(order.row(row)));
      most = Math.max(most, next - row);
      distinct++;
    }
    bitmaps.endBitmap();
    for (int bit = 0; most > 1 && most >>> bit != 0; bit++) {
      for (int row = 0, next; row < rows; row = next) {
        next = endOfCustomer(stage, order, rows, row);
        if (((next - row) >>> bit & 1) != 0) {
          bitmaps.add(stage.ordinal(order.row(row)));
        }
      }
      bitmaps.endBitmap();
    }
    return distinct;
  }

  /// The first row after this one that is another customer's.
  private static int endOfCustomer(EventStage stage, RowOrder order, int rows, int row) {
    int ordinal = stage.ordinal(order.row(row));
    int next = row + 1;
    while (next < rows && stage.ordinal(order.row(next)) == ordinal) {
      next++;
    }
    return next;
  }
}
