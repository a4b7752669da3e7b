package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import io.lamella.engine.memory.Region;
import java.util.List;
import java.util.Optional;

/// Builds [Changes]. Confined to one thread.
public final class ChangesBuilder {
  private final Region region;
  private final MemoryBudget budget;

  public ChangesBuilder(Region region, MemoryBudget budget) {
    this.region = region;
    this.budget = budget;
  }

  /// Builds changes of some customers.
  ///
  /// @param ordinals ascending, none twice; the first `count` count, at least one
  /// @param presentGrowth how many more have a value than before
  /// @param stage holds the values, or none
  /// @param order which row is that of `ordinals[i]`
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  public Changes build(
      ValueType type,
      int[] ordinals,
      int count,
      ValueStage stage,
      RowOrder order,
      int presentGrowth) {
    var packer = new ValuesPacker(type, stage, order, count);
    try (var bitmap = new BitmapTableBuilder(budget, Purpose.STAGING)) {
      for (int row = 0; row < count; row++) {
        bitmap.add(ordinals[row]);
      }
      bitmap.endBitmap();
      long valuesAt = SortedRows.sizeBytes(count, ordinals[count - 1]);
      long valueBytes = packer.any() ? packer.sizeBytes() : 0;
      long bitmapAt = (valuesAt + valueBytes + 63) & -64;
      Block block = region.allocate(bitmapAt + bitmap.sizeBytes(), Purpose.ATTRIBUTES);
      long base = block.offset();
      SortedRows rows = SortedRows.write(region.memory(), base, count, row -> ordinals[row]);
      Optional<Values> values =
          packer.any()
              ? Optional.of(packer.writeTo(region.memory(), base + valuesAt))
              : Optional.empty();
      Bitmap customers = bitmap.writeTo(region.memory(), base + bitmapAt).bitmap(0);
      return new Changes(region, block, rows, values, customers, presentGrowth);
    }
  }

  /// One instead of several: of each customer the newest value.
  ///
  /// @param layers oldest first
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  public Changes merge(ValueType type, List<Changes> layers) {
    int[] ordinals = new int[layers.stream().mapToInt(Changes::rows).sum()];
    int[] places = new int[layers.size()];
    int count = 0;
    try (var stage = ValueStage.confined(budget)) {
      int[][] listed = layers.stream().map(ChangesBuilder::ordinals).toArray(int[][]::new);
      while (true) {
        int next = Integer.MAX_VALUE;
        for (int i = 0; i < listed.length; i++) {
          if (places[i] < listed[i].length) {
            next = Math.min(next, listed[i][places[i]]);
          }
        }
        if (next == Integer.MAX_VALUE) {
          return build(
              type,
              ordinals,
              count,
              stage,
              new RowOrder.Staged(),
              layers.stream().mapToInt(Changes::presentGrowth).sum());
        }
        for (int i = 0; i < listed.length; i++) {
          if (places[i] < listed[i].length && listed[i][places[i]] == next) {
            int row = places[i]++;
            stage.clear(count);
            int target = count;
            layers.get(i).values().ifPresent(values -> stage.copyFrom(values, row, 1, target));
          }
        }
        ordinals[count++] = next;
      }
    }
  }

  private static int[] ordinals(Changes changes) {
    int[] ordinals = new int[changes.rows()];
    changes.forEach((row, ordinal) -> ordinals[row] = ordinal);
    return ordinals;
  }
}
