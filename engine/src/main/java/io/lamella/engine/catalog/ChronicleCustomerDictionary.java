package io.lamella.engine.catalog;

import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.map.ChronicleMap;

/// A chain of Chronicle Maps, off-heap and in memory. A Chronicle Map's number of entries is a hard
/// ceiling, so a full map is followed by one four times as large; an id is looked for in the
/// newest, largest one first.
public final class ChronicleCustomerDictionary implements CustomerDictionary {
  private static final long FIRST_ENTRIES = 1L << 20;
  private static final int GROWTH = 4;
  private static final int AVERAGE_ID_BYTES = 16;

  /// What an entry takes in the map, measured with ids of 8 to 12 bytes.
  private static final long BYTES_AN_ENTRY = 64;

  private final MemoryBudget budget;
  private final long firstEntries;

  /// Newest first.
  private final List<Link> chain = new CopyOnWriteArrayList<>();

  private long size;
  private long accountedEntries;

  /// Kept, so that its level stays: Chronicle tells at INFO from which file it was loaded.
  private static final Logger CHRONICLE = Logger.getLogger("net.openhft");

  static {
    CHRONICLE.setLevel(Level.WARNING);
  }

  private record Link(ChronicleMap<byte[], Integer> map, long entries) {}

  public ChronicleCustomerDictionary(MemoryBudget budget) {
    this(budget, FIRST_ENTRIES);
  }

  ChronicleCustomerDictionary(MemoryBudget budget, long firstEntries) {
    this.budget = budget;
    this.firstEntries = firstEntries;
  }

  @Override
  public int find(byte[] id) {
    for (Link link : chain) {
      Integer ordinal = link.map.get(id);
      if (ordinal != null) {
        return ordinal;
      }
    }
    return NONE;
  }

  @Override
  public void put(byte[] id, int ordinal) {
    if (size >= accountedEntries) {
      long step = Math.max(1 << 10, accountedEntries >>> 3);
      budget.reserve(Purpose.DICTIONARIES, step * BYTES_AN_ENTRY);
      accountedEntries += step;
    }
    if (chain.isEmpty() || chain.getFirst().map.longSize() >= chain.getFirst().entries) {
      long entries = chain.isEmpty() ? firstEntries : chain.getFirst().entries * GROWTH;
      chain.addFirst(new Link(map(entries), entries));
    }
    chain.getFirst().map.put(id, ordinal);
    size++;
  }

  @Override
  public void remove(byte[] id) {
    for (Link link : chain) {
      if (link.map.remove(id) != null) {
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
  public void close() {
    chain.forEach(link -> link.map.close());
    chain.clear();
    budget.release(Purpose.DICTIONARIES, accountedEntries * BYTES_AN_ENTRY);
    accountedEntries = 0;
  }

  private static ChronicleMap<byte[], Integer> map(long entries) {
    return ChronicleMap.of(byte[].class, Integer.class)
        .name("customers")
        .averageKeySize(AVERAGE_ID_BYTES)
        // A segment that fills before the others borrows from its neighbours' growth; two steps are
        // ample for hashed keys.
        .maxBloatFactor(4)
        .entries(entries)
        .create();
  }
}
