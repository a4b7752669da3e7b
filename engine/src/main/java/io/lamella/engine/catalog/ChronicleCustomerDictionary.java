package io.lamella.engine.catalog;

import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/// A chain of Chronicle Maps, off-heap and in memory. The room of a Chronicle Map is a hard
/// ceiling, so a full one is followed by one with three times the room of all before it, made for
/// ids as long as those seen so far. An id is looked for in the newest, largest map first.
///
/// With a folder, the maps lie in its files and are used again after a clean stop ([#close(int)]).
/// After any other stop they are deleted, never opened: a map whose writer died looks whole, and
/// may stall on a lock that nobody holds.
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
  private final Optional<CustomerMapFolder> folder;
  private final boolean empty;

  /// Newest first. Replaced, never changed.
  private volatile CustomerMap[] chain = {};

  private volatile long size;
  private long idBytes;
  private long usedBytes;
  private boolean closed;
  private volatile long accountedBytes;

  public ChronicleCustomerDictionary(MemoryBudget budget) {
    this(budget, FIRST_ROOM);
  }

  ChronicleCustomerDictionary(MemoryBudget budget, long firstRoom) {
    this.budget = budget;
    this.firstRoom = firstRoom;
    this.folder = Optional.empty();
    this.empty = true;
  }

  private ChronicleCustomerDictionary(
      MemoryBudget budget, long firstRoom, CustomerMapFolder folder, int population)
      throws IOException {
    this.budget = budget;
    this.firstRoom = firstRoom;
    this.folder = Optional.of(folder);
    Optional<CustomerMapFolder.Contents> contents = folder.open(population);
    empty = contents.isEmpty();
    if (contents.isPresent()) {
      chain = contents.get().maps().reversed().toArray(new CustomerMap[0]);
      long entries = 0;
      for (CustomerMap map : chain) {
        entries += map.extent().entries();
        idBytes += map.extent().idBytes();
      }
      size = entries;
      usedBytes = contents.get().usedBytes();
      try {
        account(usedBytes);
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }
  }

  /// A dictionary in the files of a folder, which is made if it is not there and used by one
  /// dictionary at a time. The files are used again if the last one there was closed cleanly with
  /// the same population, and deleted otherwise: then [#isEmpty] tells to put every customer again.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException
  public static ChronicleCustomerDictionary open(MemoryBudget budget, Path folder, int population)
      throws IOException {
    return open(budget, folder, population, FIRST_ROOM);
  }

  static ChronicleCustomerDictionary open(
      MemoryBudget budget, Path folder, int population, long firstRoom) throws IOException {
    return new ChronicleCustomerDictionary(
        budget, firstRoom, new CustomerMapFolder(folder), population);
  }

  /// Whether nothing was there when it was opened.
  public boolean isEmpty() {
    return empty;
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
    longer[0] = map(CustomerMap.Extent.empty(room, averageIdBytes), chain.length);
    System.arraycopy(chain, 0, longer, 1, chain.length);
    usedBytes += CustomerMap.emptyBytes(room);
    chain = longer;
  }

  private CustomerMap map(CustomerMap.Extent extent, int number) {
    try {
      return folder.isPresent() ? folder.get().map(extent, number) : CustomerMap.inMemory(extent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /// Closes it so that its files are used again by who opens them with the same population. Without
  /// a folder like [#close()].
  public synchronized void close(int population) throws IOException {
    CustomerMap[] maps = chain;
    long mapBytes = usedBytes;
    boolean seals = folder.isPresent() && !closed;
    close();
    if (seals) {
      folder.orElseThrow().seal(population, maps, mapBytes);
    }
  }

  /// Closes it; files of a folder are of no further use.
  @Override
  public synchronized void close() {
    closed = true;
    for (CustomerMap map : chain) {
      map.close();
    }
    chain = new CustomerMap[0];
    budget.release(Purpose.DICTIONARIES, accountedBytes);
    accountedBytes = 0;
    usedBytes = 0;
  }
}
