package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Loops over strips of bits and over packed columns. Words are 64 customers or rows each, the
/// first one in bit 0. Two strips may be the same one; they may not partly overlap.
///
/// Loops over one strip, and those that only count, have no vector form: the compiler makes one of
/// the plain form.
public final class Kernels {

  private static final boolean VECTOR =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
          && !"plain".equals(System.getProperty("lamella.kernels"));

  private Kernels() {}

  /// Whether the vector forms run: the incubator module is there and `-Dlamella.kernels=plain` is
  /// not set. A class that uses the module is loaded only then.
  public static boolean vector() {
    return VECTOR;
  }

  /// Target becomes source AND target.
  public static void and(long[] source, int from, long[] target, int to, int words) {
    if (VECTOR) {
      VectorWords.and(source, from, target, to, words);
    } else {
      PlainWords.and(source, from, target, to, words);
    }
  }

  /// Target becomes source OR target.
  public static void or(long[] source, int from, long[] target, int to, int words) {
    if (VECTOR) {
      VectorWords.or(source, from, target, to, words);
    } else {
      PlainWords.or(source, from, target, to, words);
    }
  }

  /// Target becomes target AND NOT source.
  public static void andNot(long[] source, int from, long[] target, int to, int words) {
    if (VECTOR) {
      VectorWords.andNot(source, from, target, to, words);
    } else {
      PlainWords.andNot(source, from, target, to, words);
    }
  }

  /// Turns every bit over.
  public static void not(long[] target, int to, int words) {
    for (int i = 0; i < words; i++) {
      target[to + i] = ~target[to + i];
    }
  }

  /// How many bits are set.
  public static long popcount(long[] bits, int from, int words) {
    long count = 0;
    for (int i = 0; i < words; i++) {
      count += Long.bitCount(bits[from + i]);
    }
    return count;
  }

  /// How many bits are set in both.
  public static long andCount(long[] a, int aFrom, long[] b, int bFrom, int words) {
    long count = 0;
    for (int i = 0; i < words; i++) {
      count += Long.bitCount(a[aFrom + i] & b[bFrom + i]);
    }
    return count;
  }

  /// Sets bit i of the target where code i of a packed column lies in `[low, high]`, and clears it
  /// elsewhere; the spare bits of the last word are cleared. A range that holds no code of this
  /// width sets nothing.
  ///
  /// @param width bytes a code: 1, 2 or 4, unsigned, or 8, not negative; little-endian
  public static void inRange(
      MemorySegment memory, long offset, int width, int count, long low, long high, long[] target) {
    long lowest = Math.max(low, 0);
    long highest = Math.min(high, -1L >>> (width == Long.BYTES ? 1 : Long.SIZE - (width << 3)));
    if (lowest > highest) {
      Arrays.fill(target, 0, (count + 63) >>> 6, 0);
    } else if (VECTOR) {
      VectorRanges.inRange(memory, offset, width, count, lowest, highest, target);
    } else {
      PlainRanges.inRange(memory, offset, width, 0, count, lowest, highest, target);
    }
  }
}
