package io.lamella.engine.index;

import io.lamella.engine.catalog.CustomerHash;
import io.lamella.engine.catalog.CustomerIds;
import io.lamella.engine.catalog.ImageReader;
import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The customers of a workspace by ordinal: their ids and the ids' hashes. Only ever grows at its
/// end: one writer adds, and readers ask only for ordinals below the population of a published
/// snapshot. The workspace's writer may take back what no snapshot has seen.
public final class Customers implements CustomerIds, AutoCloseable {
  private static final long MAX_BYTES = 1L << 38;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  private static final byte ERASED = (byte) 0xFF;

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

  /// The id as a string, unless its customer was erased.
  public Optional<String> known(int ordinal) {
    byte[] id = id(ordinal);
    return id[0] == ERASED ? Optional.empty() : Optional.of(new String(id, StandardCharsets.UTF_8));
  }

  /// Copies the id's bytes to the beginning of a target that has room for any.
  ///
  /// @return how many; 0 if its customer was erased
  public int copyKnown(int ordinal, byte[] target) {
    long start = starts.memory().get(U64, (long) ordinal << 3);
    int length = (int) (starts.memory().get(U64, (ordinal + 1L) << 3) - start);
    MemorySegment.copy(bytes.memory(), ValueLayout.JAVA_BYTE, start, target, 0, length);
    return target[0] == ERASED ? 0 : length;
  }

  /// Writes over an id, so that it is nowhere any more: bytes that no UTF-8 has.
  public void erase(int ordinal) {
    long start = starts.memory().get(U64, (long) ordinal << 3);
    long end = starts.memory().get(U64, (ordinal + 1L) << 3);
    bytes.memory().asSlice(start, end - start).fill(ERASED);
    hashes.memory().set(U64, (long) ordinal << 3, 0);
  }

  @Override
  public int touch(int ordinal) {
    if (ordinal >= size) {
      return 0;
    }
    return bytes.memory().get(ValueLayout.JAVA_BYTE, starts.memory().get(U64, (long) ordinal << 3));
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

  /// The bytes of some customers as a file keeps them, in order: the hashes, where each id begins
  /// and the last one ends, the ids.
  public List<MemorySegment> image(int from, int count) {
    long firstByte = starts.memory().get(U64, (long) from << 3);
    long lastByte = starts.memory().get(U64, ((long) from + count) << 3);
    return List.of(
        hashes.memory().asSlice((long) from << 3, (long) count << 3),
        starts.memory().asSlice((long) from << 3, (count + 1L) << 3),
        bytes.memory().asSlice(firstByte, lastByte - firstByte));
  }

  /// Adds the next customers from an image.
  ///
  /// @param filler fills a target with the image's bytes from an offset on
  /// @throws io.lamella.engine.memory.BudgetExceededException
  public void restore(int count, ImageReader filler) throws IOException {
    long firstStart = starts.memory().get(U64, (long) size << 3);
    hashes.ensure(((long) size + count) << 3);
    starts.ensure((size + count + 1L) << 3);
    filler.fill(hashes.memory().asSlice((long) size << 3, (long) count << 3), 0);
    long startsAt = (long) count << 3;
    filler.fill(starts.memory().asSlice((long) size << 3, (count + 1L) << 3), startsAt);
    long first = starts.memory().get(U64, (long) size << 3);
    long last = starts.memory().get(U64, ((long) size + count) << 3);
    if (first != firstStart || last < first) {
      throw new IOException("ids that do not follow on those before: start=" + first);
    }
    bytes.ensure(last);
    filler.fill(bytes.memory().asSlice(first, last - first), startsAt + ((count + 1L) << 3));
    size += count;
  }

  @Override
  public void close() {
    bytes.close();
    starts.close();
    hashes.close();
  }
}
