package io.lamella.engine.catalog;

import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// From key to position, off-heap, where the keys lie by position somewhere else. One writer, many
/// readers, which may ask while the writer writes and which nothing stops.
///
/// ```
///   a slot, 4 bytes                    open addressing, linear probing from the hash's first bits,
///    31          p p-1            0    at most three quarters used
///   +-------------+---------------+
///   | tag: 32 - p | position + 1  |    0            empty
///   +-------------+---------------+    tag of ones, position field 0: removed
/// ```
///
/// The tag is some bits of the hash, as many as the positions leave, so that a key which is not
/// there is seldom compared: at 10 million 8 bits.
///
/// **Growing.** A larger table is made beside the one in use, and each [#put] moves a few slots to
/// it, so that none takes long; a reader looks in the new one, then in the old one. Then the old
/// one's memory is given back but its addresses are kept: a reader that is still there finds
/// nothing, sees that the tables have changed, and looks again. A table full of removed slots is
/// moved in the same way.
final class PositionTable<K> implements AutoCloseable {
  /// What [#find] returns for a key that is not there.
  static final int NONE = -1;

  /// The highest position.
  static final int MAX_POSITION = Integer.MAX_VALUE - 1;

  /// The keys by position.
  interface Keys<K> {
    /// The hash of a key that is in the table, all of its bits random.
    long hash(int position);

    /// Whether the key stands at this position; false where there is no such position.
    boolean equal(int position, K key);
  }

  private static final VarHandle SLOT = ValueLayout.JAVA_INT.varHandle();
  private static final ValueLayout.OfInt PLAIN = ValueLayout.JAVA_INT;
  private static final int FIRST_SLOT_BITS = 10;

  /// So many that a move ends before the next one begins: at the least three twentieths of a
  /// table's slots are free when a move to one of the same size starts.
  private static final int MOVED_AT_ONCE = 8;

  /// Places looked at together when a table is filled: the processor waits for all of them at once.
  private static final int BATCH = 64;

  /// One table. The writer alone changes its slots.
  private static final class Slots {
    final GrowableMemory owner;
    final MemorySegment memory;
    final int slotBits;
    final int positionBits;
    final int tagMask;

    /// Over new memory, or over some that was emptied.
    Slots(GrowableMemory owner, int slotBits, int positionBits) {
      this.owner = owner;
      this.memory = owner.memory();
      this.slotBits = slotBits;
      this.positionBits = positionBits;
      this.tagMask = -1 << positionBits;
    }

    long count() {
      return 1L << slotBits;
    }

    long home(long hash) {
      return hash >>> (Long.SIZE - slotBits);
    }

    long next(long slot) {
      return (slot + 1) & (count() - 1);
    }

    int read(long slot) {
      return (int) SLOT.getAcquire(memory, slot << 2);
    }

    void write(long slot, int value) {
      SLOT.setRelease(memory, slot << 2, value);
    }

    /// What a slot holds for a position.
    int value(long hash, int position) {
      return ((int) hash & tagMask) | (position + 1);
    }

    int position(int value) {
      return (value & ~tagMask) - 1;
    }

    /// Whether a slot is empty or removed.
    boolean isFree(int value) {
      return (value & ~tagMask) == 0;
    }

    <K> int find(long hash, K key, Keys<K> keys) {
      int tag = (int) hash & tagMask;
      long slot = home(hash);
      for (int value = read(slot); value != 0; value = read(slot)) {
        if ((value & tagMask) == tag && !isFree(value) && keys.equal(position(value), key)) {
          return position(value);
        }
        slot = next(slot);
      }
      return NONE;
    }

    void insert(long hash, int position) {
      long slot = home(hash);
      while (read(slot) != 0) {
        slot = next(slot);
      }
      write(slot, value(hash, position));
    }

    /// Removes a position and returns its slot; -1 if it is not there.
    long remove(long hash, int position) {
      int wanted = value(hash, position);
      long slot = home(hash);
      for (int value = read(slot); value != 0; value = read(slot)) {
        if (value == wanted) {
          write(slot, tagMask);
          return slot;
        }
        slot = next(slot);
      }
      return -1;
    }

    /// Makes a removed slot empty, and those before it, if nobody needs to look beyond it; returns
    /// how many.
    long clean(long removed) {
      if (read(next(removed)) != 0) {
        return 0;
      }
      long cleaned = 0;
      for (long slot = removed; read(slot) == tagMask; slot = (slot - 1) & (count() - 1)) {
        write(slot, 0);
        cleaned++;
      }
      return cleaned;
    }
  }

  /// What a reader looks at; told apart by identity.
  private static final class Tables {
    final Slots current;
    final @Nullable Slots previous;

    Tables(Slots current, @Nullable Slots previous) {
      this.current = current;
      this.previous = previous;
    }
  }

  private final MemoryBudget budget;
  private final Keys<K> keys;

  /// Emptied; a reader may still be there.
  private final List<Slots> retired = new ArrayList<>();

  private volatile Tables tables;
  private volatile long size;

  /// Slots of the current table that are not empty.
  private long used;

  /// Keys that are in the previous table only.
  private long unmoved;

  /// The first slot of the previous table that was not yet moved.
  private long cursor;

  private int leastPositionBits;

  /// Written so that what is read ahead of its use is read at all.
  @SuppressWarnings("UnusedVariable")
  private int touched;

  /// @param positions how many positions there will be, if that is known; else 0
  /// @throws io.lamella.engine.memory.BudgetExceededException
  PositionTable(MemoryBudget budget, Keys<K> keys, int positions) {
    this.budget = budget;
    this.keys = keys;
    this.leastPositionBits = bits(positions);
    this.tables = new Tables(slots(FIRST_SLOT_BITS), null);
  }

  /// The position of a key; [#NONE] if it is not there.
  int find(long hash, K key) {
    while (true) {
      Tables seen = tables;
      int position = seen.current.find(hash, key, keys);
      if (position == NONE && seen.previous != null) {
        position = seen.previous.find(hash, key, keys);
      }
      if (position != NONE || seen == tables) {
        return position;
      }
    }
  }

  /// Reads the place where [#find] begins: whoever asks many tables lets the processor wait for all
  /// of them at once.
  int touch(long hash) {
    Slots current = tables.current;
    return current.memory.get(PLAIN, current.home(hash) << 2);
  }

  /// The position that [#find] looks at first if a key of this hash is there; [#NONE] if its place
  /// holds none or one of another hash.
  int firstAt(long hash) {
    Slots current = tables.current;
    int value = current.read(current.home(hash));
    boolean maybe = (value & current.tagMask) == ((int) hash & current.tagMask);
    return maybe && !current.isFree(value) ? current.position(value) : NONE;
  }

  /// Adds a position whose key is not there, and can be asked for by now.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing has then changed
  void put(long hash, int position) {
    leastPositionBits = Math.max(leastPositionBits, bits(position + 1));
    reserve(1);
    move(MOVED_AT_ONCE);
    tables.current.insert(hash, position);
    used++;
    long larger = size + 1;
    size = larger;
  }

  /// Takes the memory that so many more keys need. They cannot fail then, if their positions are
  /// below what was said at the start.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing has then changed
  void reserve(long more) {
    if (fits(more)) {
      return;
    }
    Slots larger = slots(slotBitsFor(more));
    move(Long.MAX_VALUE);
    if (size == 0) {
      replace(larger);
      return;
    }
    tables = new Tables(larger, tables.current);
    unmoved = size;
    used = 0;
    cursor = 0;
  }

  /// What [#reserve] would take from the budget.
  long bytesToReserve(long more) {
    return fits(more) ? 0 : Integer.BYTES * (1L << slotBitsFor(more));
  }

  private boolean fits(long more) {
    Slots current = tables.current;
    return isAtMostThreeQuarters(used + unmoved + more, current.slotBits)
        && current.positionBits >= leastPositionBits;
  }

  /// What a new table and a reservation of so many keys take from the budget.
  static long bytesFor(long count) {
    long first = Integer.BYTES << FIRST_SLOT_BITS;
    int slotBits = slotBitsOf(count);
    return slotBits == FIRST_SLOT_BITS ? first : first + (Integer.BYTES * (1L << slotBits));
  }

  /// An eighth of the keys more, so that the next move is not near.
  private int slotBitsFor(long more) {
    return slotBitsOf(size + (size >>> 3) + more);
  }

  private static int slotBitsOf(long count) {
    int slotBits = FIRST_SLOT_BITS;
    while (!isAtMostThreeQuarters(count, slotBits)) {
      slotBits++;
    }
    return slotBits;
  }

  private static boolean isAtMostThreeQuarters(long count, int slotBits) {
    return 4 * count <= 3L << slotBits;
  }

  private static int bits(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number);
  }

  /// An empty table.
  private Slots slots(int slotBits) {
    int positionBits = Math.min(Integer.SIZE - 1, Math.max(slotBits, leastPositionBits));
    for (int i = 0; i < retired.size(); i++) {
      Slots old = retired.get(i);
      // A reader that is still there reads positions as it knows them.
      if (old.slotBits == slotBits && old.positionBits == positionBits) {
        old.owner.ensure(Integer.BYTES * old.count());
        return retired.remove(i);
      }
    }
    return new Slots(
        GrowableMemory.ofSize(budget, Purpose.DICTIONARIES, Integer.BYTES * (1L << slotBits)),
        slotBits,
        positionBits);
  }

  /// Moves the next slots of the previous table, if there is one.
  private void move(long count) {
    Slots previous = tables.previous;
    if (previous == null) {
      return;
    }
    Slots current = tables.current;
    long end = Math.min(previous.count(), cursor + Math.min(count, previous.count()));
    for (; cursor < end; cursor++) {
      int value = previous.read(cursor);
      if (!previous.isFree(value)) {
        int position = previous.position(value);
        current.insert(keys.hash(position), position);
        used++;
        unmoved--;
      }
    }
    if (cursor == previous.count()) {
      assert unmoved == 0 : "unmoved=" + unmoved;
      tables = new Tables(current, null);
      retire(previous);
    }
  }

  private void replace(Slots larger) {
    Tables before = tables;
    tables = new Tables(larger, null);
    used = 0;
    unmoved = 0;
    retire(before.current);
    if (before.previous != null) {
      retire(before.previous);
    }
  }

  private void retire(Slots slots) {
    slots.owner.empty();
    retired.add(slots);
  }

  /// Removes a position; false if it is not there.
  boolean remove(long hash, int position) {
    Tables now = tables;
    long slot = now.current.remove(hash, position);
    if (slot >= 0) {
      used -= now.current.clean(slot);
    }
    long previousSlot = now.previous == null ? -1 : now.previous.remove(hash, position);
    if (previousSlot >= cursor) {
      unmoved--;
    }
    if (slot < 0 && previousSlot < 0) {
      return false;
    }
    long smaller = size - 1;
    size = smaller;
    return true;
  }

  /// Makes the table anew from the positions `[0, positions)`, those that are left out apart.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing has then changed
  void rebuild(int positions, IntPredicate leftOut) {
    long count = 0;
    for (int position = 0; position < positions; position++) {
      count += leftOut.test(position) ? 0 : 1;
    }
    leastPositionBits = Math.max(leastPositionBits, bits(positions));
    Slots fresh = slots(slotBitsOf(count));
    fill(fresh, positions, leftOut);
    replace(fresh);
    used = count;
    size = count;
  }

  private void fill(Slots slots, int positions, IntPredicate leftOut) {
    long[] hashes = new long[BATCH];
    int[] batch = new int[BATCH];
    for (int from = 0; from < positions; from += BATCH) {
      fill(slots, from, Math.min(positions, from + BATCH), leftOut, hashes, batch);
    }
  }

  /// Plain reads and writes: nobody sees the table yet. A method of its own, so that it is compiled
  /// while the table is filled, not after it.
  private void fill(
      Slots slots, int from, int to, IntPredicate leftOut, long[] hashes, int[] batch) {
    MemorySegment memory = slots.memory;
    int count = 0;
    int read = 0;
    for (int position = from; position < to; position++) {
      if (!leftOut.test(position)) {
        long hash = keys.hash(position);
        read |= memory.get(PLAIN, slots.home(hash) << 2);
        hashes[count] = hash;
        batch[count++] = position;
      }
    }
    touched = read;
    for (int i = 0; i < count; i++) {
      long slot = slots.home(hashes[i]);
      while (memory.get(PLAIN, slot << 2) != 0) {
        slot = slots.next(slot);
      }
      memory.set(PLAIN, slot << 2, slots.value(hashes[i], batch[i]));
    }
  }

  /// How many keys.
  long size() {
    return size;
  }

  /// Bytes taken from the budget.
  long sizeBytes() {
    Tables now = tables;
    return now.current.owner.accountedBytes()
        + (now.previous == null ? 0 : now.previous.owner.accountedBytes());
  }

  @Override
  public void close() {
    Tables now = tables;
    now.current.owner.close();
    if (now.previous != null) {
      now.previous.owner.close();
    }
    retired.forEach(slots -> slots.owner.close());
  }
}
