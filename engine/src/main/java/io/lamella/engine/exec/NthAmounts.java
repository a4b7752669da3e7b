package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import java.util.Arrays;

/// The instant of the n-th event; a slot with fewer has no value. All instants of a chunk are kept,
/// then laid out slot by slot and sorted there.
final class NthAmounts extends PlainAmounts {
  private final int n;
  private Room slotRoom = new Room();
  private Room instantRoom = new Room();
  private Room sortedRoom = new Room();
  private Room endRoom = new Room();
  private int events;

  /// Where a slot's instants end; the next one's begin there.
  private long[] ends = {};

  private long[] sorted = {};

  NthAmounts(int n) {
    this.n = n;
  }

  @Override
  void open(ChunkScratch scratch) {
    slotRoom = scratch.takeRoom();
    instantRoom = scratch.takeRoom();
    sortedRoom = scratch.takeRoom();
    endRoom = scratch.takeRoom();
    events = 0;
  }

  @Override
  void grow(int slots) {}

  @Override
  void close(ChunkScratch scratch) {
    for (int room = 0; room < 4; room++) {
      scratch.giveRoom();
    }
  }

  @Override
  void add(Bucket bucket, int[] rows, int[] slots, int count) {
    long[] slotOf = slotRoom.grow(events + count);
    long[] instants = instantRoom.grow(events + count);
    for (int i = 0; i < count; i++) {
      slotOf[events] = slots[i];
      instants[events] = bucket.startMillis() + bucket.times().value(rows[i]);
      events++;
    }
  }

  @Override
  void end(int slots) {
    long[] slotOf = slotRoom.grow(events);
    long[] instants = instantRoom.grow(events);
    sorted = sortedRoom.grow(events);
    ends = endRoom.grow(slots + 1);
    Arrays.fill(ends, 0, slots + 1, 0);
    for (int event = 0; event < events; event++) {
      ends[(int) slotOf[event] + 1]++;
    }
    for (int slot = 0; slot < slots; slot++) {
      ends[slot + 1] += ends[slot];
    }
    // Placing a slot's instants moves its beginning up to its end, which is what is kept.
    for (int event = 0; event < events; event++) {
      sorted[(int) ends[(int) slotOf[event]]++] = instants[event];
    }
    for (int slot = 0; slot < slots; slot++) {
      if (has(slot)) {
        Arrays.sort(sorted, begin(slot), (int) ends[slot]);
      }
    }
  }

  private int begin(int slot) {
    return slot == 0 ? 0 : (int) ends[slot - 1];
  }

  @Override
  boolean has(int slot) {
    return ends[slot] - begin(slot) >= n;
  }

  @Override
  long unscaled(int slot) {
    return sorted[begin(slot) + n - 1];
  }
}
