package io.lamella.engine.bitmap;

import io.lamella.engine.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Reads containers in memory: one switch over the kind a call, then a loop. Words are those of the
/// container as a bitset.
final class Containers {
  static final int WORDS = 1 << 10;

  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED;

  private Containers() {}

  static boolean contains(MemorySegment memory, long offset, long entry, int low) {
    return switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.INLINE -> DirectoryEntry.place(entry) == low;
      case DirectoryEntry.ARRAY -> {
        int position = arrayFrom(memory, offset, entry, low);
        yield position < DirectoryEntry.cardinality(entry) && u16(memory, offset, position) == low;
      }
      case DirectoryEntry.RUN -> {
        int run = runFrom(memory, offset, low);
        yield run < u16(memory, offset, 0) && u16(memory, offset, 1 + 2 * run) <= low;
      }
      default -> {
        long[] word = new long[8];
        decode(memory, offset, entry, low >>> 6 & -8, 8, word, 0);
        yield (word[low >>> 6 & 7] >>> low & 1) != 0;
      }
    };
  }

  static void decode(
      MemorySegment memory,
      long offset,
      long entry,
      int fromWord,
      int words,
      long[] target,
      int to) {
    switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.BITSET ->
          MemorySegment.copy(memory, U64, offset + ((long) fromWord << 3), target, to, words);
      case DirectoryEntry.PACKED -> {
        long bytes = offset + ContainerChoice.MASK_BYTES + bytesBefore(memory, offset, fromWord);
        Kernels.expand(memory, offset + fromWord, bytes, words, target, to);
      }
      default -> {
        Arrays.fill(target, to, to + words, 0);
        or(memory, offset, entry, fromWord, words, target, to);
      }
    }
  }

  static void or(
      MemorySegment memory,
      long offset,
      long entry,
      int fromWord,
      int words,
      long[] target,
      int to) {
    int first = fromWord << 6;
    int end = first + (words << 6);
    switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.INLINE -> {
        int low = (int) DirectoryEntry.place(entry);
        if (low >= first && low < end) {
          target[to + ((low - first) >>> 6)] |= 1L << low;
        }
      }
      case DirectoryEntry.ARRAY -> {
        int cardinality = DirectoryEntry.cardinality(entry);
        for (int i = arrayFrom(memory, offset, entry, first); i < cardinality; i++) {
          int low = u16(memory, offset, i);
          if (low >= end) {
            break;
          }
          target[to + ((low - first) >>> 6)] |= 1L << low;
        }
      }
      case DirectoryEntry.RUN -> {
        int runs = u16(memory, offset, 0);
        for (int run = runFrom(memory, offset, first); run < runs; run++) {
          int start = u16(memory, offset, 1 + 2 * run);
          if (start >= end) {
            break;
          }
          int last = start + u16(memory, offset, 2 + 2 * run);
          setRange(target, to, Math.max(start, first) - first, Math.min(last, end - 1) - first);
        }
      }
      case DirectoryEntry.PACKED -> {
        long[] strip = new long[words];
        decode(memory, offset, entry, fromWord, words, strip, 0);
        Kernels.or(strip, 0, target, to, words);
      }
      default -> {
        long at = offset + ((long) fromWord << 3);
        for (int word = 0; word < words; word++) {
          target[to + word] |= memory.get(U64, at + ((long) word << 3));
        }
      }
    }
  }

  static void and(
      MemorySegment memory,
      long offset,
      long entry,
      int fromWord,
      int words,
      long[] target,
      int to) {
    if (DirectoryEntry.kind(entry) == DirectoryEntry.BITSET) {
      long at = offset + ((long) fromWord << 3);
      for (int word = 0; word < words; word++) {
        target[to + word] &= memory.get(U64, at + ((long) word << 3));
      }
    } else {
      long[] strip = new long[words];
      decode(memory, offset, entry, fromWord, words, strip, 0);
      Kernels.and(strip, 0, target, to, words);
    }
  }

  static void andNot(
      MemorySegment memory,
      long offset,
      long entry,
      int fromWord,
      int words,
      long[] target,
      int to) {
    if (DirectoryEntry.kind(entry) == DirectoryEntry.BITSET) {
      long at = offset + ((long) fromWord << 3);
      for (int word = 0; word < words; word++) {
        target[to + word] &= ~memory.get(U64, at + ((long) word << 3));
      }
    } else {
      long[] strip = new long[words];
      decode(memory, offset, entry, fromWord, words, strip, 0);
      Kernels.andNot(strip, 0, target, to, words);
    }
  }

  /// Non-zero bytes of a packed container before a word.
  private static long bytesBefore(MemorySegment memory, long offset, int word) {
    long count = 0;
    for (int at = 0; at < word; at += Long.BYTES) {
      count += Long.bitCount(memory.get(U64, offset + at));
    }
    return count;
  }

  /// Position of the first value of an array that is not below `low`.
  private static int arrayFrom(MemorySegment memory, long offset, long entry, int low) {
    int from = 0;
    int to = low == 0 ? 0 : DirectoryEntry.cardinality(entry);
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (u16(memory, offset, middle) < low) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /// Position of the first run that ends at or after `low`.
  private static int runFrom(MemorySegment memory, long offset, int low) {
    int from = 0;
    int to = low == 0 ? 0 : u16(memory, offset, 0);
    while (from < to) {
      int middle = (from + to) >>> 1;
      int last = u16(memory, offset, 1 + 2 * middle) + u16(memory, offset, 2 + 2 * middle);
      if (last < low) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /// Sets bits `[first, last]`.
  private static void setRange(long[] target, int to, int first, int last) {
    int firstWord = first >>> 6;
    int lastWord = last >>> 6;
    long firstMask = -1L << first;
    long lastMask = -1L >>> (63 - (last & 63));
    if (firstWord == lastWord) {
      target[to + firstWord] |= firstMask & lastMask;
      return;
    }
    target[to + firstWord] |= firstMask;
    Arrays.fill(target, to + firstWord + 1, to + lastWord, -1L);
    target[to + lastWord] |= lastMask;
  }

  private static int u16(MemorySegment memory, long offset, int position) {
    return memory.get(U16, offset + ((long) position << 1)) & 0xFFFF;
  }
}
