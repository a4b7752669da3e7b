package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// The loops of [NestedKernels] word by word: their definition. The places are those of the top
/// bits, and of the first mask byte and the first byte that the strip needs.
final class PlainNested {

  private PlainNested() {}

  static void decode(
      MemorySegment memory,
      long top,
      long masksOffset,
      long bytesOffset,
      int fromWord,
      int words,
      long[] target,
      int to) {
    long masks = masksOffset;
    long at = bytesOffset;
    for (int word = 0; word < words; word++) {
      int there = there(memory, top, fromWord + word);
      int mask = memory.get(Layouts.U8, masks) & 0xFF & -there;
      target[to + word] = PlainPacked.expand(memory.get(Layouts.U64, at), mask);
      masks += there;
      at += Integer.bitCount(mask);
    }
  }

  static void or(
      MemorySegment memory,
      long top,
      long masksOffset,
      long bytesOffset,
      int fromWord,
      int words,
      long[] target,
      int to) {
    long masks = masksOffset;
    long at = bytesOffset;
    for (int word = 0; word < words; word++) {
      int there = there(memory, top, fromWord + word);
      int mask = memory.get(Layouts.U8, masks) & 0xFF & -there;
      target[to + word] |= PlainPacked.expand(memory.get(Layouts.U64, at), mask);
      masks += there;
      at += Integer.bitCount(mask);
    }
  }

  static void and(
      MemorySegment memory,
      long top,
      long masksOffset,
      long bytesOffset,
      int fromWord,
      int words,
      long[] target,
      int to) {
    long masks = masksOffset;
    long at = bytesOffset;
    for (int word = 0; word < words; word++) {
      int there = there(memory, top, fromWord + word);
      int mask = memory.get(Layouts.U8, masks) & 0xFF & -there;
      target[to + word] &= PlainPacked.expand(memory.get(Layouts.U64, at), mask);
      masks += there;
      at += Integer.bitCount(mask);
    }
  }

  static void andNot(
      MemorySegment memory,
      long top,
      long masksOffset,
      long bytesOffset,
      int fromWord,
      int words,
      long[] target,
      int to) {
    long masks = masksOffset;
    long at = bytesOffset;
    for (int word = 0; word < words; word++) {
      int there = there(memory, top, fromWord + word);
      int mask = memory.get(Layouts.U8, masks) & 0xFF & -there;
      target[to + word] &= ~PlainPacked.expand(memory.get(Layouts.U64, at), mask);
      masks += there;
      at += Integer.bitCount(mask);
    }
  }

  /// 1 if the word's mask byte is there, else 0.
  private static int there(MemorySegment memory, long top, int word) {
    return memory.get(Layouts.U8, top + (word >>> 3)) >>> (word & 7) & 1;
  }
}
