package io.lamella.engine.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/// One map of a [ChronicleCustomerDictionary]: customer id to ordinal, off-heap, with a fixed room.
/// One writer, many readers. Opening the first one of a process takes one to two seconds, because
/// Chronicle compiles classes; the next ones take milliseconds.
final class CustomerMap implements AutoCloseable {
  /// Measured: the hash slots are touched all over from 1 % full on, 10 to 13 bytes an entry of
  /// room; an entry then takes its id, 5 bytes, and what is lost to rounding up to a chunk of an
  /// eighth to a quarter of the average entry. An estimate, up to a fifth above what was measured
  /// (decision 2).
  private static final long ROOM_BYTES_AN_ENTRY = 14;

  private static final long ENTRY_BYTES = 9;

  /// A map is divided by hash, and its parts take more as they need it, up to this many times the
  /// room together. So much that not even ids made to fall into one part, each with the most lost
  /// to rounding, find it full before [#hasRoom] does. Costs nothing until it is used.
  private static final double MOST_GROWTH = 4;

  /// Held so that its level is not forgotten.
  private static final Logger CHRONICLE = Logger.getLogger("net.openhft");

  static {
    // Chronicle tells at level INFO where it was loaded from; who configured a level keeps it.
    if (CHRONICLE.getLevel() == null) {
      CHRONICLE.setLevel(Level.WARNING);
    }
  }

  /// How a map is made and what it holds.
  ///
  /// @param room for how many entries
  /// @param averageIdBytes how long an id is on average
  /// @param idBytes how long all of its ids are together
  record Extent(long room, int averageIdBytes, long entries, long idBytes) {
    static Extent empty(long room, int averageIdBytes) {
      return new Extent(room, averageIdBytes, 0, 0);
    }
  }

  private final ChronicleMap<byte[], Integer> map;
  private final long room;
  private final int averageIdBytes;
  private long entries;
  private long idBytes;

  private CustomerMap(ChronicleMap<byte[], Integer> map, Extent extent) {
    this.map = map;
    this.room = extent.room;
    this.averageIdBytes = extent.averageIdBytes;
    this.entries = extent.entries;
    this.idBytes = extent.idBytes;
  }

  /// An empty map in memory.
  static CustomerMap inMemory(Extent extent) {
    return new CustomerMap(builder(extent).create(), extent);
  }

  /// A map in a file: an empty one if there is none.
  static CustomerMap inFile(Extent extent, Path file) throws IOException {
    return new CustomerMap(builder(extent).createPersistedTo(file.toFile()), extent);
  }

  private static ChronicleMapBuilder<byte[], Integer> builder(Extent extent) {
    var marshaller = new CustomerIdMarshaller();
    return ChronicleMap.of(byte[].class, Integer.class)
        .name("customers")
        .keyMarshallers(marshaller, marshaller)
        .averageKeySize(extent.averageIdBytes)
        .maxBloatFactor(MOST_GROWTH)
        .entries(extent.room);
  }

  Extent extent() {
    return new Extent(room, averageIdBytes, entries, idBytes);
  }

  /// How many entries the map itself counts.
  long countedEntries() {
    return map.longSize();
  }

  /// What an empty map takes.
  static long emptyBytes(long room) {
    return room * ROOM_BYTES_AN_ENTRY;
  }

  /// What an entry with this id takes beyond that.
  long entryBytes(byte[] id) {
    // A shorter id takes a whole chunk.
    int bytes = Math.max(id.length, averageIdBytes / 4);
    return bytes + bytes / 8 + ENTRY_BYTES;
  }

  /// Whether there is room for an id, by number and by length.
  boolean hasRoom(byte[] id) {
    return entries < room && idBytes + id.length <= room * averageIdBytes;
  }

  /// The ordinal of an id; [CustomerDictionary#NONE] if it is not there.
  int find(byte[] id) {
    Integer ordinal = map.get(id);
    return ordinal == null ? CustomerDictionary.NONE : ordinal;
  }

  /// Adds an id that is not there and for which there is room.
  void put(byte[] id, int ordinal) {
    map.put(id, ordinal);
    entries++;
    idBytes += id.length;
  }

  /// Removes an id; false if it is not there.
  boolean remove(byte[] id) {
    if (map.remove(id) == null) {
      return false;
    }
    entries--;
    idBytes -= id.length;
    return true;
  }

  @Override
  public void close() {
    map.close();
  }
}
