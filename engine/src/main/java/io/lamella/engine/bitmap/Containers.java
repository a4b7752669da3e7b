package io.lamella.engine.bitmap;

import io.lamella.engine.kernel.ArrayKernels;
import io.lamella.engine.kernel.BitsetKernels;
import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.kernel.NestedKernels;
import io.lamella.engine.kernel.PackedKernels;
import io.lamella.engine.kernel.RunKernels;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Reads containers in memory: one switch over the kind a call, then a kernel. The offset is that
/// of the container, in bytes; a strip is words `[fromWord, fromWord + words)` of the container as
/// a bitset, which are those from `to` on in the target.
final class Containers {
  static final int WORDS = 1 << 10;

  private Containers() {}

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
          BitsetKernels.decode(memory, offset + ((long) fromWord << 3), words, target, to);
      case DirectoryEntry.PACKED ->
          PackedKernels.decode(memory, offset, fromWord, words, target, to);
      case DirectoryEntry.NESTED ->
          NestedKernels.decode(memory, offset, fromWord, words, target, to);
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
    switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.INLINE -> {
        int word = inlineWord(entry) - fromWord;
        if (word >= 0 && word < words) {
          target[to + word] |= inlineBit(entry);
        }
      }
      case DirectoryEntry.ARRAY ->
          ArrayKernels.or(
              memory, offset, DirectoryEntry.cardinality(entry), fromWord, words, target, to);
      case DirectoryEntry.RUN -> RunKernels.or(memory, offset, fromWord, words, target, to);
      case DirectoryEntry.PACKED -> PackedKernels.or(memory, offset, fromWord, words, target, to);
      case DirectoryEntry.NESTED -> NestedKernels.or(memory, offset, fromWord, words, target, to);
      default -> BitsetKernels.or(memory, offset + ((long) fromWord << 3), words, target, to);
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
    switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.INLINE -> {
        int word = inlineWord(entry) - fromWord;
        boolean inside = word >= 0 && word < words;
        long kept = inside ? target[to + word] & inlineBit(entry) : 0;
        Arrays.fill(target, to, to + words, 0);
        if (inside) {
          target[to + word] = kept;
        }
      }
      case DirectoryEntry.ARRAY ->
          ArrayKernels.and(
              memory, offset, DirectoryEntry.cardinality(entry), fromWord, words, target, to);
      case DirectoryEntry.RUN -> RunKernels.and(memory, offset, fromWord, words, target, to);
      case DirectoryEntry.PACKED -> PackedKernels.and(memory, offset, fromWord, words, target, to);
      case DirectoryEntry.NESTED -> NestedKernels.and(memory, offset, fromWord, words, target, to);
      default -> BitsetKernels.and(memory, offset + ((long) fromWord << 3), words, target, to);
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
    switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.INLINE -> {
        int word = inlineWord(entry) - fromWord;
        if (word >= 0 && word < words) {
          target[to + word] &= ~inlineBit(entry);
        }
      }
      case DirectoryEntry.ARRAY ->
          ArrayKernels.andNot(
              memory, offset, DirectoryEntry.cardinality(entry), fromWord, words, target, to);
      case DirectoryEntry.RUN -> RunKernels.andNot(memory, offset, fromWord, words, target, to);
      case DirectoryEntry.PACKED ->
          PackedKernels.andNot(memory, offset, fromWord, words, target, to);
      case DirectoryEntry.NESTED ->
          NestedKernels.andNot(memory, offset, fromWord, words, target, to);
      default -> BitsetKernels.andNot(memory, offset + ((long) fromWord << 3), words, target, to);
    }
  }

  /// Keeps those of some ascending values that are in the container, in their order, at the front;
  /// returns how many.
  ///
  /// @param flip 1 to keep those that are not in it instead, else 0
  static int keep(MemorySegment memory, long offset, long entry, char[] lows, int count, int flip) {
    return switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.ARRAY ->
          ArrayKernels.keep(memory, offset, DirectoryEntry.cardinality(entry), lows, count, flip);
      case DirectoryEntry.PACKED -> PackedKernels.keep(memory, offset, lows, count, flip);
      case DirectoryEntry.BITSET -> BitsetKernels.keep(memory, offset, lows, count, flip);
      default -> {
        int kept = 0;
        for (int i = 0; i < count; i++) {
          char low = lows[i];
          lows[kept] = low;
          kept += (contains(memory, offset, entry, low) ? 1 : 0) ^ flip;
        }
        yield kept;
      }
    };
  }

  /// Writes the values, ascending; returns how many.
  ///
  /// @param words 1,024, for what the kind needs room for
  static int list(MemorySegment memory, long offset, long entry, long[] words, char[] lows) {
    switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.INLINE -> lows[0] = (char) DirectoryEntry.place(entry);
      case DirectoryEntry.ARRAY ->
          ArrayKernels.list(memory, offset, DirectoryEntry.cardinality(entry), lows);
      default -> {
        decode(memory, offset, entry, 0, WORDS, words, 0);
        Kernels.list(words, WORDS, lows);
      }
    }
    return DirectoryEntry.cardinality(entry);
  }

  /// How many bytes the container takes; one that lies in its entry takes none.
  static int sizeBytes(MemorySegment memory, long offset, long entry) {
    return switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.INLINE -> 0;
      case DirectoryEntry.ARRAY -> ContainerChoice.arrayBytes(DirectoryEntry.cardinality(entry));
      case DirectoryEntry.RUN -> ContainerChoice.runBytes(RunKernels.runs(memory, offset));
      case DirectoryEntry.PACKED -> PackedKernels.sizeBytes(memory, offset);
      case DirectoryEntry.NESTED -> NestedKernels.sizeBytes(memory, offset);
      default -> ContainerChoice.BITSET_BYTES;
    };
  }

  /// Whether a value is in the container.
  static boolean contains(MemorySegment memory, long offset, long entry, int low) {
    return switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.INLINE -> DirectoryEntry.place(entry) == low;
      case DirectoryEntry.ARRAY -> {
        int cardinality = DirectoryEntry.cardinality(entry);
        int at = ArrayKernels.below(memory, offset, cardinality, low);
        yield at < cardinality && ArrayKernels.value(memory, offset, at) == low;
      }
      case DirectoryEntry.RUN -> RunKernels.contains(memory, offset, low);
      case DirectoryEntry.PACKED -> PackedKernels.contains(memory, offset, low);
      case DirectoryEntry.NESTED -> NestedKernels.contains(memory, offset, low);
      default -> BitsetKernels.contains(memory, offset, low);
    };
  }

  private static int inlineWord(long entry) {
    return (int) DirectoryEntry.place(entry) >>> 6;
  }

  private static long inlineBit(long entry) {
    return 1L << DirectoryEntry.place(entry);
  }
}
