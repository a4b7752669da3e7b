package io.lamella.engine.bitmap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// One chunk of a bitmap that is being built, and the container it becomes. Values are kept as they
/// come while they are few, as in most chunks of most tables, and as bits from then on. Confined to
/// one thread.
final class ChunkBuilder {
  /// Up to so many values no container that is made from bits is smaller than the array.
  private static final int FEW = ContainerChoice.NESTED_HEADER_BYTES / 2;

  private static final int POSITIONS = 1 << 16;
  private static final long BYTE_HIGH_BITS = 0x8080808080808080L;
  private static final ValueLayout.OfByte U8 = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  private final short[] values = new short[FEW];
  private final long[] words = new long[Containers.WORDS];
  private boolean inWords;
  private int cardinality;
  private int runs;
  private int nonZeroBytes;
  private int nonZeroWords;

  /// Adds a value greater than the one before.
  void add(int low) {
    if (!inWords) {
      if (cardinality < FEW) {
        values[cardinality++] = (short) low;
        return;
      }
      spread();
    }
    words[low >>> 6] |= 1L << low;
    cardinality++;
  }

  /// Sets the values, there being none, to those of 1,024 words.
  void set(long[] source) {
    System.arraycopy(source, 0, words, 0, words.length);
    inWords = true;
    for (long word : words) {
      cardinality += Long.bitCount(word);
    }
  }

  void clear() {
    if (inWords) {
      Arrays.fill(words, 0);
    }
    inWords = false;
    cardinality = 0;
  }

  boolean isEmpty() {
    return cardinality == 0;
  }

  int cardinality() {
    return cardinality;
  }

  /// The lowest value.
  int first() {
    return inWords ? next(0, true) : values[0] & 0xFFFF;
  }

  /// The kind of container that the values become, to be asked before its size and bytes.
  int kind() {
    if (inWords) {
      measureWords();
    } else {
      measureValues();
    }
    return ContainerChoice.kind(cardinality, runs, nonZeroBytes, nonZeroWords);
  }

  private void measureValues() {
    runs = 1;
    for (int i = 1; i < cardinality; i++) {
      runs += (short) (values[i - 1] + 1) == values[i] ? 0 : 1;
    }
    nonZeroBytes = cardinality;
    nonZeroWords = cardinality;
  }

  private void measureWords() {
    runs = 0;
    nonZeroBytes = 0;
    nonZeroWords = 0;
    long carry = 0;
    for (long word : words) {
      // A run begins at each bit that is set while the one below is not.
      runs += Long.bitCount(word & ~(word << 1 | carry));
      carry = word >>> 63;
      nonZeroBytes += Long.bitCount(nonZeroBytes(word));
      nonZeroWords += word == 0 ? 0 : 1;
    }
  }

  /// How many bytes the container of that kind takes.
  int sizeBytes(int kind) {
    return switch (kind) {
      case DirectoryEntry.ARRAY -> ContainerChoice.arrayBytes(cardinality);
      case DirectoryEntry.RUN -> ContainerChoice.runBytes(runs);
      case DirectoryEntry.PACKED -> ContainerChoice.packedBytes(nonZeroBytes);
      case DirectoryEntry.NESTED -> ContainerChoice.nestedBytes(nonZeroBytes, nonZeroWords);
      default -> ContainerChoice.BITSET_BYTES;
    };
  }

  /// Writes the container of that kind.
  void writeTo(int kind, MemorySegment memory, long offset) {
    if (kind == DirectoryEntry.ARRAY && !inWords) {
      MemorySegment.copy(values, 0, memory, U16, offset, cardinality);
      return;
    }
    if (!inWords) {
      spread();
    }
    switch (kind) {
      case DirectoryEntry.ARRAY -> writeArray(memory, offset);
      case DirectoryEntry.RUN -> writeRuns(memory, offset);
      case DirectoryEntry.PACKED -> writePacked(memory, offset);
      case DirectoryEntry.NESTED -> writeNested(memory, offset);
      default -> MemorySegment.copy(words, 0, memory, U64, offset, words.length);
    }
  }

  private void spread() {
    for (int i = 0; i < cardinality; i++) {
      words[(values[i] & 0xFFFF) >>> 6] |= 1L << values[i];
    }
    inWords = true;
  }

  private void writeArray(MemorySegment memory, long offset) {
    long at = offset;
    for (int word = 0; word < words.length; word++) {
      for (long left = words[word]; left != 0; left &= left - 1) {
        memory.set(U16, at, (short) ((word << 6) + Long.numberOfTrailingZeros(left)));
        at += Short.BYTES;
      }
    }
  }

  private void writeRuns(MemorySegment memory, long offset) {
    memory.set(U16, offset, (short) runs);
    long at = offset + Short.BYTES;
    for (int start = next(0, true); start < POSITIONS; ) {
      int end = next(start, false);
      memory.set(U16, at, (short) start);
      memory.set(U16, at + Short.BYTES, (short) (end - start - 1));
      at += 2 * Short.BYTES;
      start = next(end, true);
    }
  }

  private void writePacked(MemorySegment memory, long offset) {
    for (int word = 0; word < words.length; word++) {
      memory.set(U8, offset + word, mask(words[word]));
    }
    writeBytes(memory, offset + ContainerChoice.MASK_BYTES);
  }

  private void writeNested(MemorySegment memory, long offset) {
    memory.set(U16, offset, (short) nonZeroWords);
    long top = offset + Short.BYTES;
    long at = offset + ContainerChoice.NESTED_HEADER_BYTES;
    for (int eight = 0; eight < words.length; eight += Byte.SIZE) {
      int there = 0;
      for (int i = 0; i < Byte.SIZE; i++) {
        byte mask = mask(words[eight + i]);
        if (mask != 0) {
          there |= 1 << i;
          memory.set(U8, at++, mask);
        }
      }
      memory.set(U8, top + (eight >>> 3), (byte) there);
    }
    writeBytes(memory, at);
  }

  /// One bit for each byte of a word that is not 0.
  private static byte mask(long word) {
    return (byte) Long.compress(nonZeroBytes(word), BYTE_HIGH_BITS);
  }

  /// The bytes that are not 0.
  private void writeBytes(MemorySegment memory, long offset) {
    long at = offset;
    for (long word : words) {
      for (long left = nonZeroBytes(word); left != 0; left &= left - 1) {
        memory.set(U8, at++, (byte) (word >>> (Long.numberOfTrailingZeros(left) & ~7)));
      }
    }
  }

  /// The first position from this one on whose bit is so; 65,536 if there is none.
  private int next(int from, boolean set) {
    int word = from >>> 6;
    if (word >= words.length) {
      return POSITIONS;
    }
    long bits = (set ? words[word] : ~words[word]) & (-1L << from);
    while (bits == 0) {
      if (++word == words.length) {
        return POSITIONS;
      }
      bits = set ? words[word] : ~words[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /// The high bit of each byte that is not 0.
  private static long nonZeroBytes(long word) {
    // Adding 127 to the lower seven bits of a byte carries into its high bit if one of them is set.
    return ((word & ~BYTE_HIGH_BITS) + ~BYTE_HIGH_BITS | word) & BYTE_HIGH_BITS;
  }
}
