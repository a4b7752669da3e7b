package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// The smallest or largest value of a property, or the first or last instant of the events. A slot
/// without one has no value.
abstract class ExtremeAmounts extends PlainAmounts {
  private static final long NONE = Long.MIN_VALUE;

  /// The least of a slot's numbers, or, for the largest, the least of their negatives.
  private long[] least = {};

  private final long sign;
  private final SlotNumbers slots = new SlotNumbers(NONE);

  /// @param largest whether the largest is looked for
  ExtremeAmounts(boolean largest) {
    sign = largest ? -1 : 1;
  }

  @Override
  void open(ChunkScratch scratch) {
    slots.open(scratch);
  }

  @Override
  void grow(int wanted) {
    least = slots.grow(wanted);
  }

  @Override
  void close(ChunkScratch scratch) {
    slots.close(scratch);
  }

  protected final void add(int slot, long number) {
    long signed = sign * number;
    if (least[slot] == NONE || signed < least[slot]) {
      least[slot] = signed;
    }
  }

  @Override
  boolean has(int slot) {
    return least[slot] != NONE;
  }

  @Override
  long unscaled(int slot) {
    return sign * least[slot];
  }

  /// Of a property whose numbers longs hold.
  static final class OfProperty extends ExtremeAmounts {
    private final String property;
    private final int scale;
    private final long[] factors;
    private final Optional<ZoneId> dates;

    /// @param dates if the property is a date, the zone in which it stands for its midnight
    OfProperty(String property, boolean largest, int scale, Optional<ZoneId> dates) {
      super(largest);
      this.property = property;
      this.scale = scale;
      this.factors = SumAmounts.factors(scale);
      this.dates = dates;
    }

    @Override
    void add(Bucket bucket, int[] rows, int[] slots, int count) {
      Optional<Values> found = bucket.property(property);
      if (found.isEmpty()) {
        return;
      }
      var decimals = (Values.Decimals) found.get();
      long factor = factors[decimals.scale()];
      for (int i = 0; i < count; i++) {
        if (decimals.unscaled().has(rows[i])) {
          add(slots[i], decimals.unscaled().value(rows[i]) * factor);
        }
      }
    }

    @Override
    long unscaled(int slot) {
      long number = super.unscaled(slot);
      return dates.isEmpty()
          ? number
          : LocalDate.ofEpochDay(number).atStartOfDay(dates.get()).toInstant().toEpochMilli();
    }

    @Override
    int scale() {
      return scale;
    }
  }

  /// Of the events' own instants.
  static final class OfInstants extends ExtremeAmounts {
    OfInstants(boolean last) {
      super(last);
    }

    @Override
    void add(Bucket bucket, int[] rows, int[] slots, int count) {
      for (int i = 0; i < count; i++) {
        add(slots[i], bucket.startMillis() + bucket.times().value(rows[i]));
      }
    }
  }
}
