package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Range comparison of packed codes, a vector at a time: `low <= code <= high` as one unsigned
/// comparison of `code - low`. In a class of its own, so that it is never loaded where the
/// incubator module is absent.
final class VectorRanges {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private VectorRanges() {}

  /// As [PlainRanges#inRange].
  static void inRange(
      MemorySegment memory, long offset, int width, int count, long low, long high, long[] target) {
    int whole = count & -64;
    switch (width) {
      case 1 -> bytes(memory, offset, whole, (byte) low, (byte) (high - low), target);
      case 2 -> shorts(memory, offset, whole, (short) low, (short) (high - low), target);
      case 4 -> ints(memory, offset, whole, (int) low, (int) (high - low), target);
      default -> longs(memory, offset, whole, low, high - low, target);
    }
    PlainRanges.inRange(memory, offset, width, whole, count, low, high, target);
  }

  /// As [RowKernels#orInRange].
  static void orInRange(long[] numbers, long low, long high, long[] target) {
    for (int start = 0; start < numbers.length; start += 64) {
      long bits = 0;
      for (int i = 0; i < 64; i += LONGS.length()) {
        LongVector vector = LongVector.fromArray(LONGS, numbers, start + i);
        bits |=
            vector
                    .compare(VectorOperators.GE, low)
                    .and(vector.compare(VectorOperators.LE, high))
                    .toLong()
                << i;
      }
      target[start >>> 6] |= bits;
    }
  }

  private static void bytes(
      MemorySegment memory, long offset, int count, byte low, byte span, long[] target) {
    for (int start = 0; start < count; start += 64) {
      long bits = 0;
      for (int i = 0; i < 64; i += BYTES.length()) {
        bits |=
            ByteVector.fromMemorySegment(BYTES, memory, offset + start + i, ORDER)
                    .sub(low)
                    .compare(VectorOperators.ULE, span)
                    .toLong()
                << i;
      }
      target[start >>> 6] = bits;
    }
  }

  private static void shorts(
      MemorySegment memory, long offset, int count, short low, short span, long[] target) {
    for (int start = 0; start < count; start += 64) {
      long bits = 0;
      for (int i = 0; i < 64; i += SHORTS.length()) {
        bits |=
            ShortVector.fromMemorySegment(SHORTS, memory, offset + 2L * (start + i), ORDER)
                    .sub(low)
                    .compare(VectorOperators.ULE, span)
                    .toLong()
                << i;
      }
      target[start >>> 6] = bits;
    }
  }

  private static void ints(
      MemorySegment memory, long offset, int count, int low, int span, long[] target) {
    for (int start = 0; start < count; start += 64) {
      long bits = 0;
      for (int i = 0; i < 64; i += INTS.length()) {
        bits |=
            IntVector.fromMemorySegment(INTS, memory, offset + 4L * (start + i), ORDER)
                    .sub(low)
                    .compare(VectorOperators.ULE, span)
                    .toLong()
                << i;
      }
      target[start >>> 6] = bits;
    }
  }

  private static void longs(
      MemorySegment memory, long offset, int count, long low, long span, long[] target) {
    for (int start = 0; start < count; start += 64) {
      long bits = 0;
      for (int i = 0; i < 64; i += LONGS.length()) {
        bits |=
            LongVector.fromMemorySegment(LONGS, memory, offset + 8L * (start + i), ORDER)
                    .sub(low)
                    .compare(VectorOperators.ULE, span)
                    .toLong()
                << i;
      }
      target[start >>> 6] = bits;
    }
  }
}
