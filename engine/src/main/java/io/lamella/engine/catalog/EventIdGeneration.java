package io.lamella.engine.catalog;

import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;

/// Some event ids that arrived one after the other, as hashes of 16 bytes in the order of their
/// arrival, and a table over them. Confined to the writer; the first hashes may be read by other
/// threads, and stay until the last of those has released them.
final class EventIdGeneration implements AutoCloseable {
  private static final int HASH_SHIFT = 4;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  private final GrowableMemory hashes;
  private final PositionTable<long[]> table;
  private final int capacity;

  /// Who needs the hashes: the writer, and readers.
  private final AtomicInteger holders = new AtomicInteger(1);

  private long id;
  private long firstArrivalMillis;
  private int size;

  /// Of a generation that another follows; of the newest one, its horizon knows it.
  private long lastArrivalMillis;

  /// @param capacity how many ids at most
  /// @throws io.lamella.engine.memory.BudgetExceededException
  EventIdGeneration(MemoryBudget budget, int capacity) {
    this.capacity = capacity;
    hashes = new GrowableMemory(budget, Purpose.DICTIONARIES, (long) capacity << HASH_SHIFT);
    try {
      table = new PositionTable<>(budget, new Hashes(hashes.memory()), capacity);
    } catch (RuntimeException e) {
      hashes.close();
      throw e;
    }
  }

  private record Hashes(MemorySegment memory) implements PositionTable.Keys<long[]> {
    @Override
    public long hash(int position) {
      return memory.get(U64, (long) position << HASH_SHIFT);
    }

    @Override
    public boolean equal(int position, long[] key) {
      long offset = (long) position << HASH_SHIFT;
      return memory.get(U64, offset) == key[0] && memory.get(U64, offset + Long.BYTES) == key[1];
    }
  }

  /// Starts it.
  void begin(long newId, long arrivalMillis) {
    assert size == 0 : "size=" + size;
    id = newId;
    firstArrivalMillis = arrivalMillis;
  }

  /// Notes that another follows.
  void seal(long arrivalMillis) {
    lastArrivalMillis = arrivalMillis;
  }

  /// Reads what [#contains] reads first.
  int touch(long[] hash) {
    return table.touch(hash[0]);
  }

  boolean contains(long[] hash) {
    return table.find(hash[0], hash) != PositionTable.NONE;
  }

  void add(long[] hash) {
    long offset = (long) size << HASH_SHIFT;
    hashes.memory().set(U64, offset, hash[0]);
    hashes.memory().set(U64, offset + Long.BYTES, hash[1]);
    table.put(hash[0], size);
    size++;
  }

  void removeNewest() {
    size--;
    boolean removed = table.remove(hashes.memory().get(U64, (long) size << HASH_SHIFT), size);
    assert removed : "not in the table: position=" + size;
  }

  /// Makes room for more ids.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; then no id has changed
  void reserve(int more) {
    hashes.ensure((long) (size + more) << HASH_SHIFT);
    table.reserve(more);
  }

  /// What [#reserve] would take from the budget at least.
  long bytesToReserve(int more) {
    long list = ((long) (size + more) << HASH_SHIFT) - hashes.accountedBytes();
    return Math.max(0, list) + table.bytesToReserve(more);
  }

  /// What a new one with room for so many takes from the budget at least.
  static long bytesFor(int count) {
    return ((long) count << HASH_SHIFT) + PositionTable.bytesFor(count);
  }

  /// The memory of so many hashes, to be filled; [#restored] ends it.
  MemorySegment restoring(int count) {
    hashes.ensure((long) count << HASH_SHIFT);
    return hashes(count);
  }

  void restored(int count) {
    table.rebuild(count, position -> false);
    size = count;
  }

  long id() {
    return id;
  }

  long firstArrivalMillis() {
    return firstArrivalMillis;
  }

  long lastArrivalMillis() {
    return lastArrivalMillis;
  }

  int size() {
    return size;
  }

  /// How many more it takes.
  int room() {
    return capacity - size;
  }

  MemorySegment hashes(int count) {
    return hashes.memory().asSlice(0, (long) count << HASH_SHIFT);
  }

  long sizeBytes() {
    return hashes.accountedBytes() + table.sizeBytes();
  }

  void hold() {
    holders.incrementAndGet();
  }

  /// From any thread.
  void release() {
    if (holders.decrementAndGet() == 0) {
      hashes.close();
    }
  }

  @Override
  public void close() {
    table.close();
    release();
  }
}
