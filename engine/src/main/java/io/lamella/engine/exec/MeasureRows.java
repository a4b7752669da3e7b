package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A measure of the events of a selection: a slot for each customer, or for each value that the
/// events of a customer have of a property.
final class MeasureRows implements QuantityRows {
  private final EventRows rows;
  private final Amounts amounts;

  /// What slots are taken per, if they are.
  private final Optional<EqualValues> per;

  private final int[] taken = new int[EventRows.BLOCK];
  private final int[] slotOf = new int[EventRows.BLOCK];
  private final long[] touched = new long[Population.CHUNK_WORDS];

  // Slots of values: by the value's number and the customer; and whose each is.
  private final PairNumbers slotsOfValues = new PairNumbers();
  private Room lowRoom = new Room();
  private long[] lows = {};
  private int slots;

  /// @param per the property of whose values each has a slot
  MeasureRows(EventRows rows, Amounts amounts, Optional<String> per) {
    this.rows = rows;
    this.amounts = amounts;
    this.per = per.map(property -> new EqualValues(List.of(property)));
  }

  @Override
  public void open(int chunk, ChunkScratch scratch) {
    Arrays.fill(touched, 0);
    lowRoom = scratch.takeRoom();
    slotsOfValues.clear();
    per.ifPresent(EqualValues::clear);
    slots = per.isPresent() ? 0 : Population.CHUNK;
    amounts.open(scratch);
    amounts.grow(slots);
    rows.forEach(chunk, this::add);
    amounts.end(slots);
  }

  @Override
  public void close(ChunkScratch scratch) {
    amounts.close(scratch);
    scratch.giveRoom();
  }

  private void add(Bucket bucket, int fromRow, int count, long[] selected) {
    int found = 0;
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      for (long left = selected[word]; left != 0; left &= left - 1) {
        int row = fromRow + (word << 6) + Long.numberOfTrailingZeros(left);
        int low = bucket.low(row);
        taken[found] = row;
        slotOf[found] = low;
        touched[low >>> 6] |= 1L << low;
        found++;
      }
    }
    if (found > 0) {
      int left = per.isPresent() ? bySlots(per.get(), bucket, found) : found;
      amounts.add(bucket, taken, slotOf, left);
    }
  }

  /// Gives each row the slot of its value, drops rows without one; returns how many are left.
  private int bySlots(EqualValues values, Bucket bucket, int count) {
    values.enter(bucket);
    int left = 0;
    for (int i = 0; i < count; i++) {
      int row = taken[i];
      int value = values.add(row);
      if (value != EqualValues.NONE) {
        taken[left] = row;
        slotOf[left] = slot(value, slotOf[i]);
        left++;
      }
    }
    amounts.grow(slots);
    return left;
  }

  private int slot(int value, int low) {
    int slot = slotsOfValues.number(value, low, true);
    if (slot == slots) {
      slots++;
      lows = lowRoom.grow(slots);
      lows[slot] = low;
    }
    return slot;
  }

  @Override
  public Amounts amounts() {
    return amounts;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int low(int slot) {
    return per.isPresent() ? (int) lows[slot] : slot;
  }

  @Override
  public boolean hasEvents(int low) {
    return (touched[low >>> 6] >>> low & 1) != 0;
  }

  @Override
  public List<EventRows> rows() {
    return List.of(rows);
  }
}
