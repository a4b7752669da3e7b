package io.lamella.engine.index;

import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Events of one behaviour while an import collects them, in order of arrival. Confined to the
/// import.
public final class EventStage implements AutoCloseable {
  private static final long MAX_BYTES = 1L << 35;
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  private final MemoryBudget budget;
  private final GrowableMemory ordinals;
  private final GrowableMemory days;
  private final GrowableMemory instants;
  private final Map<String, ValueStage> properties = new TreeMap<>();
  private int rows;

  public EventStage(MemoryBudget budget) {
    this.budget = budget;
    ordinals = new GrowableMemory(budget, Purpose.STAGING, MAX_BYTES);
    days = new GrowableMemory(budget, Purpose.STAGING, MAX_BYTES);
    instants = new GrowableMemory(budget, Purpose.STAGING, MAX_BYTES);
  }

  /// Adds an event without properties and returns its row.
  public int add(int ordinal, int day, long instantMillis) {
    ordinals.ensure((rows + 1L) << 2);
    days.ensure((rows + 1L) << 2);
    instants.ensure((rows + 1L) << 3);
    ordinals.memory().set(U32, (long) rows << 2, ordinal);
    days.memory().set(U32, (long) rows << 2, day);
    instants.memory().set(U64, (long) rows << 3, instantMillis);
    return rows++;
  }

  /// The stage of a property, made when first asked for.
  public ValueStage property(String name) {
    return properties.computeIfAbsent(name, key -> new ValueStage(budget));
  }

  /// Adds every event of a bucket that is being replaced, but for those of customers who were
  /// erased.
  public void addAll(Bucket bucket, Optional<Erased> erased) {
    int first = rows;
    for (int chunk = 0; chunk < bucket.chunks(); chunk++) {
      int end = bucket.rowStart(chunk + 1);
      for (int row = bucket.rowStart(chunk); row < end; row++) {
        int ordinal = (chunk << 16) | bucket.low(row);
        if (erased.isEmpty()) {
          add(ordinal, bucket.day(), bucket.startMillis() + bucket.times().value(row));
        } else if (!erased.get().contains(ordinal)) {
          add(bucket, row, ordinal);
        }
      }
    }
    if (erased.isEmpty()) {
      bucket
          .properties()
          .forEach((name, values) -> property(name).copyFrom(values, 0, bucket.rows(), first));
    }
  }

  private void add(Bucket bucket, int row, int ordinal) {
    int target = add(ordinal, bucket.day(), bucket.startMillis() + bucket.times().value(row));
    bucket.properties().forEach((name, values) -> property(name).copyFrom(values, row, 1, target));
  }

  /// Takes every event away and keeps the memory.
  public void reset() {
    rows = 0;
    properties.values().forEach(ValueStage::reset);
  }

  /// How many events.
  public int rows() {
    return rows;
  }

  Map<String, ValueStage> properties() {
    return properties;
  }

  int ordinal(long row) {
    return ordinals.memory().get(U32, row << 2);
  }

  /// The bucket's day of a row.
  public int day(long row) {
    return days.memory().get(U32, row << 2);
  }

  long instant(long row) {
    return instants.memory().get(U64, row << 3);
  }

  @Override
  public void close() {
    ordinals.close();
    days.close();
    instants.close();
    properties.values().forEach(ValueStage::close);
  }
}
