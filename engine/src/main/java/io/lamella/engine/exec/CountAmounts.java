package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.agrona.collections.LongHashSet;

/// How many of something a slot has: events, units of time, different values. 0 with none.
abstract class CountAmounts extends PlainAmounts {
  protected long[] counts = {};
  private Room room = new Room();
  private int slots;

  @Override
  void open(ChunkScratch scratch) {
    room = scratch.takeRoom();
    slots = 0;
  }

  @Override
  void grow(int wanted) {
    counts = room.grow(wanted);
    Arrays.fill(counts, slots, wanted, 0);
    slots = wanted;
  }

  @Override
  void close(ChunkScratch scratch) {
    scratch.giveRoom();
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
    private Room lastRoom = new Room();
    private long[] last = {};
    private int known;

    /// @param unitOf a bucket's unit, as a number that rises with time
    OfUnits(ToIntFunction<Bucket> unitOf) {
      this.unitOf = unitOf;
    }

    @Override
    void open(ChunkScratch scratch) {
      super.open(scratch);
      lastRoom = scratch.takeRoom();
      known = 0;
    }

    @Override
    void grow(int slots) {
      super.grow(slots);
      last = lastRoom.grow(slots);
      Arrays.fill(last, known, slots, Long.MIN_VALUE);
      known = slots;
    }

    @Override
    void close(ChunkScratch scratch) {
      scratch.giveRoom();
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
    private final String property;
    private final LongHashSet seen = new LongHashSet();
    private final ValueNumbers numbers = new ValueNumbers();

    OfValues(String property) {
      this.property = property;
    }

    @Override
    void open(ChunkScratch scratch) {
      super.open(scratch);
      seen.clear();
    }

    @Override
    void add(Bucket bucket, int[] rows, int[] slots, int count) {
      Optional<Values> found = bucket.property(property);
      if (found.isEmpty()) {
        return;
      }
      Values values = found.get();
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        if (values.presence().has(row)
            && seen.add((long) slots[i] << Integer.SIZE | numbers.of(values, row))) {
          counts[slots[i]]++;
        }
      }
    }
  }
}
