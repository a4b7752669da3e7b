package io.lamella.engine.catalog;

import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import net.openhft.hashing.LongTupleHashFunction;

/// The event ids of one import, off-heap, each as a 128-bit hash (XXH128): two of a thousand
/// million ids share one with a probability of less than 10^-20. Confined to the import.
///
/// A table of slots of 16 bytes, open addressing, linear probing, at most three quarters full; a
/// slot of zeroes is empty.
public final class EventIdSet implements AutoCloseable {
  private static final int FIRST_SLOTS = 1 << 10;
  private static final int SLOT_SHIFT = 4;
  private static final LongTupleHashFunction HASH = LongTupleHashFunction.xx128();
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  private final MemoryBudget budget;
  private final long[] hash = HASH.newResultArray();
  private GrowableMemory table;
  private long slots = FIRST_SLOTS;
  private long size;

  public EventIdSet(MemoryBudget budget) {
    this.budget = budget;
    this.table = table(slots);
  }

  /// Adds an id; true if it was not there.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException
  public boolean add(String id) {
    hash(id);
    return add(hash[0], hash[1]);
  }

  /// Whether the id was added.
  public boolean contains(String id) {
    hash(id);
    return !isEmpty(table.memory(), slot(table.memory(), slots, hash[0], hash[1]));
  }

  /// Takes the halves of a hash.
  interface HashConsumer {
    void accept(long low, long high);
  }

  /// Takes every id's hash.
  void forEach(HashConsumer consumer) {
    for (long slot = 0; slot < slots; slot++) {
      if (!isEmpty(table.memory(), slot)) {
        consumer.accept(
            table.memory().get(U64, slot << SLOT_SHIFT),
            table.memory().get(U64, (slot << SLOT_SHIFT) + Long.BYTES));
      }
    }
  }

  /// How many ids.
  public long size() {
    return size;
  }

  /// Bytes taken from the budget.
  public long sizeBytes() {
    return table.accountedBytes();
  }

  private void hash(String id) {
    HASH.hashBytes(id.getBytes(StandardCharsets.UTF_8), hash);
    if (hash[0] == 0 && hash[1] == 0) {
      // Zeroes mark an empty slot.
      hash[1] = 1;
    }
  }

  private boolean add(long low, long high) {
    reserve(size + 1);
    MemorySegment memory = table.memory();
    long slot = slot(memory, slots, low, high);
    if (!isEmpty(memory, slot)) {
      return false;
    }
    set(memory, slot, low, high);
    size++;
    return true;
  }

  private void reserve(long ids) {
    long wanted = slots;
    while (4 * ids > 3 * wanted) {
      wanted *= 2;
    }
    if (wanted == slots) {
      return;
    }
    GrowableMemory larger = table(wanted);
    for (long slot = 0; slot < slots; slot++) {
      if (!isEmpty(table.memory(), slot)) {
        long low = table.memory().get(U64, slot << SLOT_SHIFT);
        long high = table.memory().get(U64, (slot << SLOT_SHIFT) + Long.BYTES);
        set(larger.memory(), slot(larger.memory(), wanted, low, high), low, high);
      }
    }
    table.close();
    table = larger;
    slots = wanted;
  }

  private static long slot(MemorySegment memory, long slots, long low, long high) {
    long slot = low & (slots - 1);
    while (!isEmpty(memory, slot)
        && (memory.get(U64, slot << SLOT_SHIFT) != low
            || memory.get(U64, (slot << SLOT_SHIFT) + Long.BYTES) != high)) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot;
  }

  private static boolean isEmpty(MemorySegment memory, long slot) {
    return memory.get(U64, slot << SLOT_SHIFT) == 0
        && memory.get(U64, (slot << SLOT_SHIFT) + Long.BYTES) == 0;
  }

  private static void set(MemorySegment memory, long slot, long low, long high) {
    memory.set(U64, slot << SLOT_SHIFT, low);
    memory.set(U64, (slot << SLOT_SHIFT) + Long.BYTES, high);
  }

  private GrowableMemory table(long slotCount) {
    return GrowableMemory.ofSize(budget, Purpose.DICTIONARIES, slotCount << SLOT_SHIFT);
  }

  @Override
  public void close() {
    table.close();
  }
}
