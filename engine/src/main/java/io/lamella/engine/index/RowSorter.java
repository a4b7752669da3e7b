package io.lamella.engine.index;

import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Sorts a day's rows by ordinal, then instant, then arrival: a least-significant-digit radix sort,
/// which is stable and needs no comparison. Off-heap, so that a day of any size does not pass the
/// heap. Confined to one thread.
final class RowSorter implements AutoCloseable {
  private static final long MAX_BYTES = 1L << 36;
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  /// Milliseconds of a day fit in 28 bits, also where a date was lived twice: 48 hours.
  private static final int TIME_BITS = 28;

  private static final int KEY_BITS = TIME_BITS + 31;
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private final GrowableMemory keys;
  private final GrowableMemory otherKeys;
  private final GrowableMemory otherRows;

  RowSorter(MemoryBudget budget) {
    keys = GrowableMemory.confined(budget, Purpose.STAGING, MAX_BYTES);
    otherKeys = GrowableMemory.confined(budget, Purpose.STAGING, MAX_BYTES);
    otherRows = GrowableMemory.confined(budget, Purpose.STAGING, MAX_BYTES);
  }

  /// Sorts `count` row numbers, 4 bytes each, that lie at an offset.
  void sort(EventStage stage, long startMillis, MemorySegment rows, long offset, int count) {
    keys.ensure((long) count << 3);
    boolean sorted = true;
    long previous = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      int row = rows.get(U32, offset + ((long) i << 2));
      long time = stage.instant(row) - startMillis;
      assert time >= 0 && time < 1L << TIME_BITS : "event outside its day: time=" + time;
      long key = ((long) stage.ordinal(row) << TIME_BITS) | time;
      keys.memory().set(U64, (long) i << 3, key);
      sorted &= key >= previous;
      previous = key;
    }
    if (sorted) {
      return;
    }
    otherKeys.ensure((long) count << 3);
    otherRows.ensure((long) count << 2);
    radixSort(rows, offset, count);
  }

  private void radixSort(MemorySegment rows, long offset, int count) {
    MemorySegment fromKeys = keys.memory();
    MemorySegment toKeys = otherKeys.memory();
    MemorySegment fromRows = rows.asSlice(offset, (long) count << 2);
    MemorySegment toRows = otherRows.memory();
    for (int shift = 0; shift < KEY_BITS; shift += DIGIT_BITS) {
      int[] starts = starts(fromKeys, count, shift);
      if (starts.length == 0) {
        continue;
      }
      for (int i = 0; i < count; i++) {
        long key = fromKeys.get(U64, (long) i << 3);
        long to = starts[digit(key, shift)]++;
        toKeys.set(U64, to << 3, key);
        toRows.set(U32, to << 2, fromRows.get(U32, (long) i << 2));
      }
      MemorySegment swap = fromKeys;
      fromKeys = toKeys;
      toKeys = swap;
      swap = fromRows;
      fromRows = toRows;
      toRows = swap;
    }
    if (fromRows.address() == otherRows.memory().address()) {
      MemorySegment.copy(fromRows, 0, rows, offset, (long) count << 2);
    }
  }

  /// Where each digit's keys begin; empty if all keys share one digit, and there is nothing to do.
  private static int[] starts(MemorySegment keys, int count, int shift) {
    int[] starts = new int[DIGITS];
    for (int i = 0; i < count; i++) {
      starts[digit(keys.get(U64, (long) i << 3), shift)]++;
    }
    int sum = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      if (starts[digit] == count) {
        return new int[0];
      }
      int start = sum;
      sum += starts[digit];
      starts[digit] = start;
    }
    return starts;
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & (DIGITS - 1);
  }

  @Override
  public void close() {
    keys.close();
    otherKeys.close();
    otherRows.close();
  }
}
