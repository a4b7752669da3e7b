package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Counts of codes: one loop for each width, so that none asks for it per code.
final class PlainHistogram {

  private PlainHistogram() {}

  static void ofBytes(
      MemorySegment memory, long offset, long[] members, int words, int step, int[] counts) {
    for (int word = 0; word < words; word++) {
      long at = offset + ((long) word << 6);
      for (long left = members[word]; left != 0; left &= left - 1) {
        counts[memory.get(Layouts.U8, at + Long.numberOfTrailingZeros(left)) & 0xFF] += step;
      }
    }
  }

  static void ofShorts(
      MemorySegment memory, long offset, long[] members, int words, int step, int[] counts) {
    for (int word = 0; word < words; word++) {
      long at = offset + ((long) word << 7);
      for (long left = members[word]; left != 0; left &= left - 1) {
        long place = at + ((long) Long.numberOfTrailingZeros(left) << 1);
        counts[memory.get(Layouts.U16, place) & 0xFFFF] += step;
      }
    }
  }

  static void ofInts(
      MemorySegment memory, long offset, long[] members, int words, int step, int[] counts) {
    for (int word = 0; word < words; word++) {
      long at = offset + ((long) word << 8);
      for (long left = members[word]; left != 0; left &= left - 1) {
        long place = at + ((long) Long.numberOfTrailingZeros(left) << 2);
        counts[memory.get(Layouts.U32, place)] += step;
      }
    }
  }
}
