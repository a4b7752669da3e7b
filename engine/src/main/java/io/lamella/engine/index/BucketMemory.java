package io.lamella.engine.index;

import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;

/// What building buckets needs for a while, used for one after the other: reserving it costs system
/// calls, and what a group of writes builds are many small buckets. Made, used and closed by one
/// thread.
public final class BucketMemory implements AutoCloseable {
  private static final long MAX_BYTES = 1L << 36;

  private final GrowableMemory rowsByDay;
  private final RowSorter sorter;
  private final BitmapTableBuilder bitmaps;
  private final ValueStage times;

  /// Reserves addresses; memory is taken as it is needed.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException if the system has no such range
  public BucketMemory(MemoryBudget budget) {
    rowsByDay = GrowableMemory.confined(budget, Purpose.STAGING, MAX_BYTES);
    sorter = new RowSorter(budget);
    bitmaps = new BitmapTableBuilder(budget, Purpose.STAGING);
    times = ValueStage.confined(budget);
  }

  GrowableMemory rowsByDay() {
    return rowsByDay;
  }

  RowSorter sorter() {
    return sorter;
  }

  /// Empty.
  BitmapTableBuilder bitmaps() {
    bitmaps.reset();
    return bitmaps;
  }

  /// Empty.
  ValueStage times() {
    times.reset();
    return times;
  }

  @Override
  public void close() {
    rowsByDay.close();
    sorter.close();
    bitmaps.close();
    times.close();
  }
}
