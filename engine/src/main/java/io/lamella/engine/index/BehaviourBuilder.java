package io.lamella.engine.index;

import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Region;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Builds the buckets of one behaviour from staged events: splits the rows by day, sorts each day.
public final class BehaviourBuilder {
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;

  private final Region region;
  private final MemoryBudget budget;
  private final ZoneId zone;

  public BehaviourBuilder(Region region, MemoryBudget budget, ZoneId zone) {
    this.region = region;
    this.budget = budget;
    this.zone = zone;
  }

  /// Builds one bucket for each day that has an event, ascending.
  ///
  /// @param types the type of every staged property
  /// @throws io.lamella.engine.memory.BudgetExceededException; everything built is then released
  public List<Bucket> build(EventStage stage, Map<String, ValueType> types) {
    try (var memory = new BucketMemory(budget)) {
      return build(stage, types, memory);
    }
  }

  /// The same with memory that the caller has already.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; everything built is then released
  public List<Bucket> build(
      EventStage stage, Map<String, ValueType> types, BucketMemory bucketMemory) {
    List<Bucket> buckets = new ArrayList<>();
    try {
      bucketMemory.rowsByDay().ensure(Math.max(stage.rows(), 1L) << 2);
      MemorySegment memory = bucketMemory.rowsByDay().memory();
      var builder = new BucketBuilder(region, bucketMemory, types);
      for (Map.Entry<Integer, Extent> entry : split(stage, memory).entrySet()) {
        int day = entry.getKey();
        int start = entry.getValue().start;
        int count = entry.getValue().count;
        long startMillis = LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
        bucketMemory.sorter().sort(stage, startMillis, memory, (long) start << 2, count);
        var order = new RowOrder.Listed(memory, (long) start << 2);
        buckets.add(builder.build(stage, day, startMillis, order, count));
      }
      return buckets;
    } catch (RuntimeException e) {
      buckets.forEach(Part::release);
      throw e;
    }
  }

  /// Writes the row numbers day by day, each day's in order of arrival; returns where each day
  /// begins and how many it has.
  private static SortedMap<Integer, Extent> split(EventStage stage, MemorySegment rowsByDay) {
    SortedMap<Integer, Extent> days = new TreeMap<>();
    for (int row = 0; row < stage.rows(); row++) {
      days.computeIfAbsent(stage.day(row), day -> new Extent()).count++;
    }
    int start = 0;
    for (Extent extent : days.values()) {
      extent.start = start;
      start += extent.count;
      extent.count = 0;
    }
    for (int row = 0; row < stage.rows(); row++) {
      Extent extent = Objects.requireNonNull(days.get(stage.day(row)));
      rowsByDay.set(U32, (long) (extent.start + extent.count++) << 2, row);
    }
    return days;
  }

  /// A day's part of the list of rows.
  private static final class Extent {
    private int start;
    private int count;
  }
}
