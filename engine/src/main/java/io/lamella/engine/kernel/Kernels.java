package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Loops over strips of bits and over packed columns. Words are 64 customers or rows each, the
/// first one in bit 0. Two strips may be the same one; they may not partly overlap.
///
/// Loops over one strip, and those that only count, have no vector form: the compiler makes one of
/// the plain form.
public final class Kernels {

  private static final boolean VECTOR =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
          && !"plain".equals(System.getProperty("lamella.kernels"));

  /// Whether the compiler is still to make code of the vector forms. Not volatile: a thread that
  /// sees a change late is right all the same.
  private static boolean warming;

  private static @Nullable Thread warmer;

  private Kernels() {}

  /// Whether there are vector forms: the incubator module is there and `-Dlamella.kernels=plain` is
  /// not set. A class that uses the module is loaded only then.
  public static boolean hasVectors() {
    return VECTOR;
  }

  /// Whether the vector forms run for this thread, now.
  public static boolean vector() {
    return VECTOR && (!warming || Thread.currentThread() == warmer);
  }

  /// Runs something with the vector forms while all other threads use the plain ones. Until the
  /// compiler has made code of it, a vector is an object and an operation on it a call, some
  /// hundred times slower than the plain loop. One at a time.
  public static void warm(Runnable work) {
    warmer = Thread.currentThread();
    warming = true;
    try {
      work.run();
    } finally {
      warming = false;
      warmer = null;
    }
  }

  /// Target becomes source AND target.
  public static void and(long[] source, int from, long[] target, int to, int words) {
    if (vector()) {
      VectorWords.and(source, from, target, to, words);
    } else {
      PlainWords.and(source, from, target, to, words);
    }
  }

  /// Target becomes source OR target.
  public static void or(long[] source, int from, long[] target, int to, int words) {
    if (vector()) {
      VectorWords.or(source, from, target, to, words);
    } else {
      PlainWords.or(source, from, target, to, words);
    }
  }

  /// Target becomes target AND NOT source.
  public static void andNot(long[] source, int from, long[] target, int to, int words) {
    if (vector()) {
      VectorWords.andNot(source, from, target, to, words);
    } else {
      PlainWords.andNot(source, from, target, to, words);
    }
  }

  /// Writes `a AND b` to the target; returns 0 if nothing is in both.
  public static long both(long[] a, long[] b, long[] target, int words) {
    return vector() ? VectorSets.both(a, b, target, words) : PlainSets.both(a, b, 0, target, words);
  }

  /// Writes to the target a's bit where the bit of `which` is set, b's elsewhere; returns 0 if none
  /// is set. The target may be any of them.
  public static long choose(long[] which, long[] a, long[] b, long[] target, int words) {
    return vector()
        ? VectorSets.choose(which, a, b, target, words)
        : PlainSets.choose(which, a, b, 0, target, words);
  }

  /// Adds bits to those seen at least once, and at least twice.
  ///
  /// @param flip -1 to add the bits turned over, else 0
  public static void tally(long[] bits, long flip, long[] once, long[] twice, int words) {
    if (vector()) {
      VectorSets.tally(bits, flip, once, twice, words);
    } else {
      PlainSets.tally(bits, flip, once, twice, 0, words);
    }
  }

  /// Turns every bit over.
  public static void not(long[] target, int to, int words) {
    for (int i = 0; i < words; i++) {
      target[to + i] = ~target[to + i];
    }
  }

  /// Adds bits to those of a plane and leaves the carries in their place; returns 0 if there are
  /// none.
  public static long halfAdd(long[] plane, long[] bits, int words) {
    // Both arrays have the same position: then the compiler makes vectors of the loop.
    long any = 0;
    for (int i = 0; i < words; i++) {
      long carry = plane[i] & bits[i];
      plane[i] ^= bits[i];
      bits[i] = carry;
      any |= carry;
    }
    return any;
  }

  /// The sum of all words of some memory: the least that reading it takes.
  ///
  /// @param bytes a multiple of 64
  public static long sum(MemorySegment memory, long offset, long bytes) {
    return vector()
        ? VectorWords.sum(memory, offset, bytes)
        : PlainWords.sum(memory, offset, bytes);
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

  /// Adds to `totals[n]` how many bits set number `numbers[a]` shares with each set n that stands
  /// at `a` or after it among the numbers, within words `[from, from + words)`.
  ///
  /// @param words a multiple of 16
  public static void andCounts(
      long[][] sets, int[] numbers, int a, int count, int from, int words, long[] totals) {
    int next = a;
    if (vector()) {
      for (; next + 4 <= count; next += 4) {
        VectorWords.andCounts(sets, numbers, a, next, from, words, totals);
      }
    }
    for (; next < count; next++) {
      totals[numbers[next]] += andCount(sets[numbers[a]], from, sets[numbers[next]], from, words);
    }
  }

  /// Writes the positions of the bits that are set, ascending; returns how many. The caller has
  /// counted them and knows that they fit.
  public static int list(long[] bits, int words, char[] lows) {
    return vector()
        ? VectorWords.list(bits, words, lows)
        : PlainWords.list(bits, 0, words, lows, 0);
  }

  /// Keeps those of the values whose bit is set, in their order, at the front; returns how many.
  ///
  /// @param flip 1 to keep those whose bit is not set instead, else 0
  public static int keep(long[] bits, char[] lows, int count, int flip) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      char low = lows[i];
      lows[kept] = low;
      kept += (int) (bits[low >>> 6] >>> low & 1) ^ flip;
    }
    return kept;
  }

  /// Takes from ascending values others that are all among them, in the same order; returns how
  /// many are left at the front.
  public static int without(char[] lows, int count, char[] others, int otherCount) {
    int kept = 0;
    int other = 0;
    for (int i = 0; i < count; i++) {
      char low = lows[i];
      lows[kept] = low;
      int same = other < otherCount && others[other] == low ? 1 : 0;
      kept += 1 - same;
      other += same;
    }
    return kept;
  }

  /// How many values two ascending lists share.
  public static int shared(char[] a, int aCount, char[] b, int bCount) {
    int both = 0;
    int inB = 0;
    for (int inA = 0; inA < aCount; inA++) {
      while (inB < bCount && b[inB] < a[inA]) {
        inB++;
      }
      both += inB < bCount && b[inB] == a[inA] ? 1 : 0;
    }
    return both;
  }

  /// Sets the bits of the target at these positions.
  public static void set(char[] lows, int count, long[] target) {
    for (int i = 0; i < count; i++) {
      target[lows[i] >>> 6] |= 1L << lows[i];
    }
  }

  /// Adds a step to `counts[c]` for the code c of each member.
  ///
  /// @param width bytes a code: 1, 2 or 4, unsigned; little-endian
  /// @param members bit i stands for code i
  public static void addCodes(
      MemorySegment memory,
      long offset,
      int width,
      long[] members,
      int words,
      int step,
      int[] counts) {
    switch (width) {
      case Byte.BYTES -> PlainHistogram.ofBytes(memory, offset, members, words, step, counts);
      case Short.BYTES -> PlainHistogram.ofShorts(memory, offset, members, words, step, counts);
      case Integer.BYTES -> PlainHistogram.ofInts(memory, offset, members, words, step, counts);
      default -> throw new IllegalArgumentException("no width of a code: width=" + width);
    }
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
    } else if (vector()) {
      VectorRanges.inRange(memory, offset, width, count, lowest, highest, target);
    } else {
      PlainRanges.inRange(memory, offset, width, 0, count, lowest, highest, target);
    }
  }
}
