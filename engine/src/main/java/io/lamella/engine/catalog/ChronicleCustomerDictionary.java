package io.lamella.engine.catalog;

import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;

/// A chain of Chronicle Maps, off-heap and in memory. The room of a Chronicle Map is a hard
/// ceiling, so a full one is followed by one with three times the room of all before it, made for
/// ids as long as those seen so far. An id is looked for in the newest, largest map first.
///
/// What the maps take is estimated, and taken from the budget in steps before they fill.
public final class ChronicleCustomerDictionary implements CustomerDictionary {
  /// Small, because every workspace has one; then a million, because every map of the chain is one
  /// more place to look for an id that is not there.
  private static final long FIRST_ROOM = 1 << 16;

  private static final long SECOND_TO_FIRST = 16;
  private static final long GROWTH = 3;
  private static final int FIRST_AVERAGE_ID_BYTES = 16;
  private static final int SHORTEST_AVERAGE_ID_BYTES = 4;
  private static final long SMALLEST_STEP = 1 << 16;

  private final MemoryBudget budget;
  private final long firstRoom;

  /// Newest first. Replaced, never changed.
  private volatile CustomerMap[] chain = {};

  private volatile long size;
  private long idBytes;
  private long usedBytes;
  private volatile long accountedBytes;

  public ChronicleCustomerDictionary(MemoryBudget budget) {
    this(budget, FIRST_ROOM);
  }

  ChronicleCustomerDictionary(MemoryBudget budget, long firstRoom) {
    this.budget = budget;
    this.firstRoom = firstRoom;
  }

  @Override
  public int find(byte[] id) {
    for (CustomerMap map : chain) {
      int ordinal = map.find(id);
      if (ordinal != NONE) {
        return ordinal;
      }
    }
    return NONE;
  }

  @Override
  public synchronized void put(byte[] id, int ordinal) {
    assert id.length <= MAX_ID_BYTES : "too long an id: bytes=" + id.length;
    if (chain.length == 0 || !chain[0].hasRoom(id)) {
      extend();
    }
    account(usedBytes + chain[0].entryBytes(id));
    chain[0].put(id, ordinal);
    usedBytes += chain[0].entryBytes(id);
    idBytes += id.length;
    size++;
  }

  /// Adds a map in front of the chain.
  private void extend() {
    long room = firstRoom;
    int averageIdBytes = FIRST_AVERAGE_ID_BYTES;
    if (chain.length > 0) {
      room = Math.max(SECOND_TO_FIRST * firstRoom, GROWTH * size);
      averageIdBytes =
          Math.toIntExact(Math.max(SHORTEST_AVERAGE_ID_BYTES, Math.ceilDiv(idBytes + 1, size + 1)));
    }
    account(usedBytes + CustomerMap.emptyBytes(room));
    var longer = new CustomerMap[chain.length + 1];
    longer[0] = new CustomerMap(room, averageIdBytes);
    System.arraycopy(chain, 0, longer, 1, chain.length);
    usedBytes += CustomerMap.emptyBytes(room);
    chain = longer;
  }

  private void account(long bytes) {
    if (bytes > accountedBytes) {
      long target = Math.max(bytes, accountedBytes + Math.max(SMALLEST_STEP, accountedBytes >>> 3));
      budget.reserve(Purpose.DICTIONARIES, target - accountedBytes);
      accountedBytes = target;
    }
  }

  @Override
  public synchronized void remove(byte[] id) {
    for (CustomerMap map : chain) {
      if (map.remove(id)) {
        usedBytes -= map.entryBytes(id);
        idBytes -= id.length;
        size--;
        return;
      }
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long sizeBytes() {
    return accountedBytes;
  }

  @Override
  public synchronized void close() {
    for (CustomerMap map : chain) {
      map.close();
    }
    chain = new CustomerMap[0];
    budget.release(Purpose.DICTIONARIES, accountedBytes);
    accountedBytes = 0;
    usedBytes = 0;
  }
}
