package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Combinations of two strips a vector at a time: of a loop over two arrays at different positions
/// the compiler makes none, since the arrays may be one. In a class of its own, so that it is never
/// loaded where the incubator module is absent.
final class VectorWords {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  private VectorWords() {}

  static void and(long[] source, int from, long[] target, int to, int words) {
    int whole = LONGS.loopBound(words);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector.fromArray(LONGS, target, to + i)
          .lanewise(VectorOperators.AND, LongVector.fromArray(LONGS, source, from + i))
          .intoArray(target, to + i);
    }
    PlainWords.and(source, from + whole, target, to + whole, words - whole);
  }

  static void or(long[] source, int from, long[] target, int to, int words) {
    int whole = LONGS.loopBound(words);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector.fromArray(LONGS, target, to + i)
          .lanewise(VectorOperators.OR, LongVector.fromArray(LONGS, source, from + i))
          .intoArray(target, to + i);
    }
    PlainWords.or(source, from + whole, target, to + whole, words - whole);
  }

  static void andNot(long[] source, int from, long[] target, int to, int words) {
    int whole = LONGS.loopBound(words);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector.fromArray(LONGS, target, to + i)
          .lanewise(VectorOperators.AND_NOT, LongVector.fromArray(LONGS, source, from + i))
          .intoArray(target, to + i);
    }
    PlainWords.andNot(source, from + whole, target, to + whole, words - whole);
  }

  /// Few words have a bit: which of a vector's do is one comparison.
  static int list(long[] bits, int words, char[] lows) {
    int whole = LONGS.loopBound(words);
    int end = 0;
    for (int i = 0; i < whole; i += LONGS.length()) {
      long some = LongVector.fromArray(LONGS, bits, i).compare(VectorOperators.NE, 0).toLong();
      for (; some != 0; some &= some - 1) {
        int word = i + Long.numberOfTrailingZeros(some);
        end = PlainWords.list(bits, word, word + 1, lows, end);
      }
    }
    return PlainWords.list(bits, whole, words, lows, end);
  }

  /// As [Kernels#andCounts], for the four sets from `next` on: the first set is loaded once for
  /// all.
  static void andCounts(
      long[][] sets, int[] numbers, int a, int next, int from, int words, long[] totals) {
    long[] one = sets[numbers[a]];
    long[] first = sets[numbers[next]];
    long[] second = sets[numbers[next + 1]];
    long[] third = sets[numbers[next + 2]];
    long[] fourth = sets[numbers[next + 3]];
    LongVector firstCount = LongVector.zero(LONGS);
    LongVector secondCount = LongVector.zero(LONGS);
    LongVector thirdCount = LongVector.zero(LONGS);
    LongVector fourthCount = LongVector.zero(LONGS);
    for (int i = from; i < from + words; i += LONGS.length()) {
      LongVector bits = LongVector.fromArray(LONGS, one, i);
      firstCount = firstCount.add(count(bits.and(LongVector.fromArray(LONGS, first, i))));
      secondCount = secondCount.add(count(bits.and(LongVector.fromArray(LONGS, second, i))));
      thirdCount = thirdCount.add(count(bits.and(LongVector.fromArray(LONGS, third, i))));
      fourthCount = fourthCount.add(count(bits.and(LongVector.fromArray(LONGS, fourth, i))));
    }
    totals[numbers[next]] += firstCount.reduceLanes(VectorOperators.ADD);
    totals[numbers[next + 1]] += secondCount.reduceLanes(VectorOperators.ADD);
    totals[numbers[next + 2]] += thirdCount.reduceLanes(VectorOperators.ADD);
    totals[numbers[next + 3]] += fourthCount.reduceLanes(VectorOperators.ADD);
  }

  private static LongVector count(LongVector bits) {
    return bits.lanewise(VectorOperators.BIT_COUNT);
  }

  /// Four sums, so that no addition waits for the one before.
  static long sum(MemorySegment memory, long offset, long bytes) {
    int step = 4 * LONGS.vectorByteSize();
    long whole = bytes / step * step;
    LongVector a = LongVector.zero(LONGS);
    LongVector b = LongVector.zero(LONGS);
    LongVector c = LongVector.zero(LONGS);
    LongVector d = LongVector.zero(LONGS);
    for (long at = 0; at < whole; at += step) {
      a = a.add(load(memory, offset + at));
      b = b.add(load(memory, offset + at + LONGS.vectorByteSize()));
      c = c.add(load(memory, offset + at + 2L * LONGS.vectorByteSize()));
      d = d.add(load(memory, offset + at + 3L * LONGS.vectorByteSize()));
    }
    return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD)
        + PlainWords.sum(memory, offset + whole, bytes - whole);
  }

  private static LongVector load(MemorySegment memory, long offset) {
    return LongVector.fromMemorySegment(LONGS, memory, offset, ByteOrder.LITTLE_ENDIAN);
  }
}
