package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import java.util.List;
import java.util.function.ToIntFunction;

/// How many of something a slot has: events, units of time, different values. 0 with none.
abstract class CountAmounts extends PlainAmounts {
  protected long[] counts = {};
  private final SlotNumbers slots = new SlotNumbers(0);

  @Override
  void open(ChunkScratch scratch) {
    slots.open(scratch);
  }

  @Override
  void grow(int wanted) {
    counts = slots.grow(wanted);
  }

  @Override
  void close(ChunkScratch scratch) {
    slots.close(scratch);
  }

  @Override
  boolean has(int slot) {
    return true;
  }

  @Override
  long unscaled(int slot) {
    return counts[slot];
  }

  /// Events.
  static final class OfEvents extends CountAmounts {
    @Override
    void add(Bucket bucket, int[] rows, int[] slots, int count) {
      for (int i = 0; i < count; i++) {
        counts[slots[i]]++;
      }
    }
  }

  /// Days, weeks or months with an event.
  static final class OfUnits extends CountAmounts {
    private final ToIntFunction<Bucket> unitOf;
    private final SlotNumbers lasts = new SlotNumbers(Long.MIN_VALUE);
    private long[] last = {};

    /// @param unitOf a bucket's unit, as a number that rises with time
    OfUnits(ToIntFunction<Bucket> unitOf) {
      this.unitOf = unitOf;
    }

    @Override
    void open(ChunkScratch scratch) {
      super.open(scratch);
      lasts.open(scratch);
    }

    @Override
    void grow(int slots) {
      super.grow(slots);
      last = lasts.grow(slots);
    }

    @Override
    void close(ChunkScratch scratch) {
      lasts.close(scratch);
      super.close(scratch);
    }

    @Override
    void add(Bucket bucket, int[] rows, int[] slots, int count) {
      long unit = unitOf.applyAsInt(bucket);
      for (int i = 0; i < count; i++) {
        int slot = slots[i];
        if (last[slot] != unit) {
          last[slot] = unit;
          counts[slot]++;
        }
      }
    }
  }

  /// Different values of a property.
  static final class OfValues extends CountAmounts {
    private final EqualValues values;
    private final PairNumbers seen = new PairNumbers();

    OfValues(String property) {
      this.values = new EqualValues(List.of(property));
    }

    @Override
    void open(ChunkScratch scratch) {
      super.open(scratch);
      values.clear();
      seen.clear();
    }

    @Override
    void add(Bucket bucket, int[] rows, int[] slots, int count) {
      values.enter(bucket);
      for (int i = 0; i < count; i++) {
        int value = values.add(rows[i]);
        if (value != EqualValues.NONE && seen.add(value, slots[i])) {
          counts[slots[i]]++;
        }
      }
    }
  }
}
