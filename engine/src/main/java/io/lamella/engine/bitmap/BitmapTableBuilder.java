package io.lamella.engine.bitmap;

import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Builds a [BitmapTable]: ordinals of one bitmap after the other, ascending. Only one chunk is
/// held unpacked. Confined to one thread.
public final class BitmapTableBuilder implements AutoCloseable {
  private static final long MAX_BYTES = 1L << 36;
  private static final int NO_CHUNK = -1;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED;

  private final GrowableMemory firsts;
  private final GrowableMemory entries;
  private final GrowableMemory payload;
  private final long[] words = new long[1 << 10];
  private int bitmaps;
  private long entryCount;
  private long payloadBytes;
  private int chunk = NO_CHUNK;
  private int previous = -1;

  /// The first word of the chunk that is being built that was touched.
  private int firstWord;

  public BitmapTableBuilder(MemoryBudget budget, Purpose purpose) {
    firsts = new GrowableMemory(budget, purpose, MAX_BYTES);
    entries = new GrowableMemory(budget, purpose, MAX_BYTES);
    payload = new GrowableMemory(budget, purpose, MAX_BYTES);
    firsts.ensure(Long.BYTES);
  }

  /// Adds an ordinal, greater than the one before, to the bitmap that is being built.
  public void add(int ordinal) {
    if (ordinal <= previous) {
      throw new IllegalArgumentException(
          "ordinals ascend: previous=" + previous + ", ordinal=" + ordinal);
    }
    if (ordinal >>> 16 != chunk) {
      flush();
      chunk = ordinal >>> 16;
      firstWord = (ordinal & 0xFFFF) >>> 6;
    }
    previous = ordinal;
    words[(ordinal & 0xFFFF) >>> 6] |= 1L << ordinal;
  }

  /// Ends the bitmap that is being built, which may be empty; the next one begins.
  public void endBitmap() {
    flush();
    previous = -1;
    bitmaps++;
    firsts.ensure((bitmaps + 1L) << 3);
    firsts.memory().set(U64, (long) bitmaps << 3, entryCount);
  }

  /// How many bitmaps were ended.
  public int bitmaps() {
    return bitmaps;
  }

  /// How many bytes the table takes, all its bitmaps being ended.
  public long sizeBytes() {
    return payloadAt() + payloadBytes;
  }

  /// Copies the table to its place.
  ///
  /// @param offset a multiple of 8
  public BitmapTable writeTo(MemorySegment memory, long offset) {
    MemorySegment.copy(firsts.memory(), 0, memory, offset, (bitmaps + 1L) << 3);
    long entriesAt = offset + ((bitmaps + 1L) << 3);
    MemorySegment.copy(entries.memory(), 0, memory, entriesAt, entryCount << 3);
    MemorySegment.copy(payload.memory(), 0, memory, offset + payloadAt(), payloadBytes);
    return new BitmapTable(memory, offset, bitmaps, entriesAt, offset + payloadAt(), sizeBytes());
  }

  private long payloadAt() {
    return (bitmaps + 1L + entryCount) << 3;
  }

  private void flush() {
    if (chunk == NO_CHUNK) {
      return;
    }
    // Ordinals ascend, so only these words were touched: most bitmaps of a dictionary with many
    // values have one.
    int endWord = ((previous & 0xFFFF) >>> 6) + 1;
    int cardinality = 0;
    int runs = 0;
    int nonZeroBytes = 0;
    long carry = 0;
    for (int i = firstWord; i < endWord; i++) {
      long word = words[i];
      cardinality += Long.bitCount(word);
      // A run begins at each bit that is set while the one below is not.
      runs += Long.bitCount(word & ~(word << 1 | carry));
      carry = word >>> 63;
      nonZeroBytes += nonZeroBytes(word);
    }
    int kind = ContainerChoice.kind(cardinality, runs, nonZeroBytes);
    long place = payloadBytes >>> 3;
    switch (kind) {
      case DirectoryEntry.INLINE -> place = first();
      case DirectoryEntry.ARRAY -> writeArray(cardinality, endWord);
      case DirectoryEntry.RUN -> writeRuns(runs);
      case DirectoryEntry.PACKED -> writePacked(nonZeroBytes);
      default -> writeBitset();
    }
    if (place >= DirectoryEntry.MAX_PLACE) {
      throw new BudgetExceededException(
          "the bitmaps of one attribute or bucket take more than 8 GiB");
    }
    entries.ensure((entryCount + 1) << 3);
    entries
        .memory()
        .set(U64, entryCount++ << 3, DirectoryEntry.of(kind, chunk, cardinality, place));
    Arrays.fill(words, firstWord, endWord, 0);
    chunk = NO_CHUNK;
  }

  private int first() {
    return (firstWord << 6) + Long.numberOfTrailingZeros(words[firstWord]);
  }

  private void writeArray(int cardinality, int endWord) {
    long at = take(ContainerChoice.arrayBytes(cardinality));
    for (int word = firstWord; word < endWord; word++) {
      for (long left = words[word]; left != 0; left &= left - 1) {
        payload.memory().set(U16, at, (short) ((word << 6) + Long.numberOfTrailingZeros(left)));
        at += Short.BYTES;
      }
    }
  }

  private void writeRuns(int runs) {
    long at = take(ContainerChoice.runBytes(runs));
    payload.memory().set(U16, at, (short) runs);
    at += Short.BYTES;
    int position = next(0, true);
    while (position < 1 << 16) {
      int end = next(position, false);
      payload.memory().set(U16, at, (short) position);
      payload.memory().set(U16, at + Short.BYTES, (short) (end - position - 1));
      at += 2 * Short.BYTES;
      position = next(end, true);
    }
  }

  /// The first position from this one on whose bit is so; 65,536 if there is none.
  private int next(int from, boolean set) {
    int word = from >>> 6;
    if (word >= words.length) {
      return 1 << 16;
    }
    long bits = (set ? words[word] : ~words[word]) & (-1L << from);
    while (bits == 0) {
      if (++word == words.length) {
        return 1 << 16;
      }
      bits = set ? words[word] : ~words[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  private void writePacked(int nonZeroBytes) {
    long mask = take(ContainerChoice.packedBytes(nonZeroBytes));
    long at = mask + ContainerChoice.MASK_BYTES;
    for (int word = 0; word < words.length; word++) {
      int present = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        byte bits = (byte) (words[word] >>> (i << 3));
        if (bits != 0) {
          present |= 1 << i;
          payload.memory().set(ValueLayout.JAVA_BYTE, at++, bits);
        }
      }
      payload.memory().set(ValueLayout.JAVA_BYTE, mask + word, (byte) present);
    }
  }

  private void writeBitset() {
    long at = take(ContainerChoice.BITSET_BYTES);
    MemorySegment.copy(words, 0, payload.memory(), U64, at, words.length);
  }

  private long take(int bytes) {
    long at = payloadBytes;
    payloadBytes += (bytes + 7) & -8;
    payload.ensure(payloadBytes);
    return at;
  }

  private static int nonZeroBytes(long word) {
    // The high bit of each byte of t is set if any lower bit of the byte is; with the word's own
    // high bits, if the byte is
    // not 0.
    long t = (word & 0x7F7F7F7F7F7F7F7FL) + 0x7F7F7F7F7F7F7F7FL;
    return Long.bitCount((t | word) & 0x8080808080808080L);
  }

  @Override
  public void close() {
    firsts.close();
    entries.close();
    payload.close();
  }
}
