package io.lamella.engine.index;

import io.lamella.engine.catalog.CustomerHash;
import io.lamella.engine.catalog.CustomerIds;
import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// The customers of a workspace by ordinal: their ids and the ids' hashes. Only ever grows at its
/// end: one writer adds, and readers ask only for ordinals below the population of a published
/// snapshot. The workspace's writer may take back what no snapshot has seen.
public final class Customers implements CustomerIds, AutoCloseable {
  private static final long MAX_BYTES = 1L << 38;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  private final GrowableMemory bytes;

  /// One more than there are customers: where each id begins, and the last one ends.
  private final GrowableMemory starts;

  private final GrowableMemory hashes;
  private int size;

  /// No customers yet.
  public Customers(MemoryBudget budget) {
    bytes = new GrowableMemory(budget, Purpose.DICTIONARIES, MAX_BYTES);
    starts = new GrowableMemory(budget, Purpose.DICTIONARIES, MAX_BYTES);
    hashes = new GrowableMemory(budget, Purpose.DICTIONARIES, MAX_BYTES);
    starts.ensure(Long.BYTES);
  }

  /// Adds a customer and returns the ordinal.
  public int add(byte[] id) {
    long start = starts.memory().get(U64, (long) size << 3);
    bytes.ensure(start + id.length);
    starts.ensure((size + 2L) << 3);
    hashes.ensure((size + 1L) << 3);
    MemorySegment.copy(id, 0, bytes.memory(), ValueLayout.JAVA_BYTE, start, id.length);
    starts.memory().set(U64, (size + 1L) << 3, start + id.length);
    hashes.memory().set(U64, (long) size << 3, CustomerHash.ofId(id));
    return size++;
  }

  /// How many there are, those that no snapshot has seen included.
  public int size() {
    return size;
  }

  /// Takes back the customers from this ordinal on, which no snapshot has seen.
  public void truncate(int toSize) {
    size = toSize;
  }

  /// The id's bytes.
  public byte[] id(int ordinal) {
    long start = starts.memory().get(U64, (long) ordinal << 3);
    long end = starts.memory().get(U64, (ordinal + 1L) << 3);
    return bytes.memory().asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE);
  }

  /// The id as a string.
  public String idString(int ordinal) {
    return new String(id(ordinal), StandardCharsets.UTF_8);
  }

  @Override
  public boolean idEquals(int ordinal, byte[] id) {
    if (ordinal >= size) {
      return false;
    }
    long start = starts.memory().get(U64, (long) ordinal << 3);
    long end = starts.memory().get(U64, (ordinal + 1L) << 3);
    return end - start == id.length
        && MemorySegment.mismatch(
                bytes.memory(), start, end, MemorySegment.ofArray(id), 0, id.length)
            < 0;
  }

  /// The id's hash, which decides the place in every sample.
  @Override
  public long hash(int ordinal) {
    return hashes.memory().get(U64, (long) ordinal << 3);
  }

  @Override
  public void close() {
    bytes.close();
    starts.close();
    hashes.close();
  }
}
