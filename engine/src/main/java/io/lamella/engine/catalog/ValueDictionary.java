package io.lamella.engine.catalog;

import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import net.openhft.hashing.LongHashFunction;

/// From string to code and back, off-heap: codes from 0 in the order in which the strings came,
/// never taken back. Many threads may add and find, one after the other; texts are read without
/// waiting, but only of codes that the reader saw in a published snapshot.
///
/// Strings are kept as UTF-8. One that is not Unicode (half a surrogate pair) is taken for the one
/// that UTF-8 makes of it, with `?` in that place; what comes from UTF-8 never is such a string.
///
/// ```
///   bytes    UTF-8, one string after the other
///   starts   8 bytes a code and one more: where its string begins
///   table    4 bytes a slot: code + 1, or 0; open addressing, linear probing, at most half full
/// ```
public final class ValueDictionary implements AutoCloseable {
  /// What [#find] returns for a string that is not there.
  public static final int NONE = -1;

  private static final long MAX_TEXT_BYTES = 1L << 37;
  private static final long MAX_START_BYTES = (long) Integer.MAX_VALUE << 3;

  /// No UTF-8 has this byte.
  private static final byte ERASED = (byte) 0xFF;

  private static final int FIRST_SLOTS = 1 << 10;
  private static final LongHashFunction HASH = LongHashFunction.xx();
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  private final MemoryBudget budget;
  private final GrowableMemory bytes;
  private final GrowableMemory starts;
  private GrowableMemory table;
  private long slots = FIRST_SLOTS;
  private volatile int size;
  private int erased;

  public ValueDictionary(MemoryBudget budget) {
    this.budget = budget;
    bytes = new GrowableMemory(budget, Purpose.DICTIONARIES, MAX_TEXT_BYTES);
    try {
      starts = new GrowableMemory(budget, Purpose.DICTIONARIES, MAX_START_BYTES);
      try {
        starts.ensure(Long.BYTES);
        table = table(slots);
      } catch (RuntimeException e) {
        starts.close();
        throw e;
      }
    } catch (RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /// The string's code, a new one if it is new.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException
  public synchronized int add(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    long slot = slot(text);
    int known = table.memory().get(U32, slot << 2);
    if (known != 0) {
      return known - 1;
    }
    if (2L * (size + 1) > slots) {
      grow();
      slot = slot(text);
    }
    int code = size;
    long start = start(code);
    bytes.ensure(start + text.length);
    starts.ensure((code + 2L) << 3);
    MemorySegment.copy(text, 0, bytes.memory(), ValueLayout.JAVA_BYTE, start, text.length);
    starts.memory().set(U64, (code + 1L) << 3, start + text.length);
    table.memory().set(U32, slot << 2, code + 1);
    size = code + 1;
    return code;
  }

  /// The string's code; [#NONE] if it is not there.
  public synchronized int find(String value) {
    return table.memory().get(U32, slot(value.getBytes(StandardCharsets.UTF_8)) << 2) - 1;
  }

  /// The string of a code below [#size].
  public String value(int code) {
    long start = start(code);
    int length = (int) (start(code + 1) - start);
    byte[] text = new byte[length];
    MemorySegment.copy(bytes.memory(), ValueLayout.JAVA_BYTE, start, text, 0, length);
    return new String(text, StandardCharsets.UTF_8);
  }

  /// The bytes of some strings as a file keeps them, in order: where each begins and the last one
  /// ends, the strings.
  public List<MemorySegment> image(int from, int count) {
    long firstByte = start(from);
    return List.of(
        starts.memory().asSlice((long) from << 3, (count + 1L) << 3),
        bytes.memory().asSlice(firstByte, start(from + count) - firstByte));
  }

  /// Adds the next strings from an image. They are found after [#restored].
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException
  public synchronized void restore(int count, ImageReader reader) throws IOException {
    long firstStart = start(size);
    starts.ensure((size + count + 1L) << 3);
    reader.fill(starts.memory().asSlice((long) size << 3, (count + 1L) << 3), 0);
    long last = start(size + count);
    if (start(size) != firstStart || last < firstStart) {
      throw new IOException("strings that do not follow on those before: start=" + start(size));
    }
    bytes.ensure(last);
    reader.fill(bytes.memory().asSlice(firstStart, last - firstStart), (count + 1L) << 3);
    size += count;
  }

  /// Makes all strings found that were restored.
  public synchronized void restored() {
    while (2L * (size + 1) > slots) {
      slots *= 2;
    }
    rebuild(slots);
  }

  /// Takes strings away that nobody has any more, so that they are nowhere: their codes are not
  /// given out again.
  public synchronized void erase(BitSet codes) {
    int before = erased;
    for (int code = codes.nextSetBit(0); code >= 0; code = codes.nextSetBit(code + 1)) {
      long start = start(code);
      long length = start(code + 1) - start;
      if (length > 0 && bytes.memory().get(ValueLayout.JAVA_BYTE, start) != ERASED) {
        bytes.memory().asSlice(start, length).fill(ERASED);
        erased++;
      }
    }
    if (erased > before) {
      rebuild(slots);
    }
  }

  /// How many strings were taken away.
  public synchronized int erased() {
    return erased;
  }

  /// How many strings.
  public int size() {
    return size;
  }

  /// Bytes taken from the budget.
  public synchronized long sizeBytes() {
    return bytes.accountedBytes() + starts.accountedBytes() + table.accountedBytes();
  }

  private long start(int code) {
    return starts.memory().get(U64, (long) code << 3);
  }

  /// The slot that holds the text, or the empty one where it would be.
  private long slot(byte[] text) {
    long slot = HASH.hashBytes(text) & (slots - 1);
    while (true) {
      int code = table.memory().get(U32, slot << 2) - 1;
      if (code < 0 || equals(code, text)) {
        return slot;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }

  private boolean equals(int code, byte[] text) {
    long start = start(code);
    long end = start(code + 1);
    return end - start == text.length
        && MemorySegment.mismatch(
                bytes.memory(), start, end, MemorySegment.ofArray(text), 0, text.length)
            < 0;
  }

  private void grow() {
    rebuild(2 * slots);
  }

  private void rebuild(long moreSlots) {
    GrowableMemory larger = table(moreSlots);
    for (int code = 0; code < size; code++) {
      long start = start(code);
      if (start(code + 1) > start && bytes.memory().get(ValueLayout.JAVA_BYTE, start) == ERASED) {
        continue;
      }
      long hash = HASH.hashMemory(bytes.memory().address() + start, start(code + 1) - start);
      long slot = hash & (moreSlots - 1);
      while (larger.memory().get(U32, slot << 2) != 0) {
        slot = (slot + 1) & (moreSlots - 1);
      }
      larger.memory().set(U32, slot << 2, code + 1);
    }
    table.close();
    table = larger;
    slots = moreSlots;
  }

  private GrowableMemory table(long slotCount) {
    return GrowableMemory.ofSize(budget, Purpose.DICTIONARIES, slotCount << 2);
  }

  @Override
  public void close() {
    bytes.close();
    starts.close();
    table.close();
  }
}
