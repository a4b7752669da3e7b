package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Adds several packed containers to [CounterPlanes] at once: a line of each is expanded in a
/// register and added to planes in registers. Two lines at a time, since the loop over the sets is
/// short and what it costs to begin it is paid once for both. In a class of its own, so that it is
/// never loaded where the incubator module is absent.
final class VectorPlanes {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final int WORDS = LONGS.length();

  private VectorPlanes() {}

  /// Counters of one plane: once and twice are all there is to know.
  ///
  /// @param masks the places of the sets' masks
  /// @param bytes the places of the sets' bytes, which move on
  static void addPacked(
      MemorySegment memory,
      long[] masks,
      long[] bytes,
      int count,
      long[] once,
      long[] twice,
      int words) {
    for (int line = 0; line < words; line += 2 * WORDS) {
      LongVector once0 = LongVector.fromArray(LONGS, once, line);
      LongVector once1 = LongVector.fromArray(LONGS, once, line + WORDS);
      LongVector twice0 = LongVector.fromArray(LONGS, twice, line);
      LongVector twice1 = LongVector.fromArray(LONGS, twice, line + WORDS);
      for (int set = 0; set < count; set++) {
        long mask0 = memory.get(Layouts.U64, masks[set] + line);
        long mask1 = memory.get(Layouts.U64, masks[set] + line + WORDS);
        long at0 = bytes[set];
        long at1 = at0 + Long.bitCount(mask0);
        bytes[set] = at1 + Long.bitCount(mask1);
        LongVector set0 = VectorPacked.expand(memory, at0, mask0);
        LongVector set1 = VectorPacked.expand(memory, at1, mask1);
        twice0 = twice0.or(once0.and(set0));
        twice1 = twice1.or(once1.and(set1));
        once0 = once0.or(set0);
        once1 = once1.or(set1);
      }
      once0.intoArray(once, line);
      once1.intoArray(once, line + WORDS);
      twice0.intoArray(twice, line);
      twice1.intoArray(twice, line + WORDS);
    }
  }

  /// Counters of [CounterPlanes#FUSED] planes from `first` on; the carry out of the last one is
  /// added to `over`.
  static void addPacked(
      MemorySegment memory,
      long[] masks,
      long[] bytes,
      int count,
      long[][] planes,
      int first,
      long[] over,
      int words) {
    long[] plane0 = planes[first];
    long[] plane1 = planes[first + 1];
    long[] plane2 = planes[first + 2];
    long[] plane3 = planes[first + 3];
    long[] plane4 = planes[first + 4];
    for (int line = 0; line < words; line += WORDS) {
      LongVector c0 = LongVector.fromArray(LONGS, plane0, line);
      LongVector c1 = LongVector.fromArray(LONGS, plane1, line);
      LongVector c2 = LongVector.fromArray(LONGS, plane2, line);
      LongVector c3 = LongVector.fromArray(LONGS, plane3, line);
      LongVector c4 = LongVector.fromArray(LONGS, plane4, line);
      LongVector out = LongVector.fromArray(LONGS, over, line);
      for (int set = 0; set < count; set++) {
        long mask = memory.get(Layouts.U64, masks[set] + line);
        long at = bytes[set];
        bytes[set] = at + Long.bitCount(mask);
        LongVector carry = VectorPacked.expand(memory, at, mask);
        LongVector next = c0.and(carry);
        c0 = xor(c0, carry);
        carry = c1.and(next);
        c1 = xor(c1, next);
        next = c2.and(carry);
        c2 = xor(c2, carry);
        carry = c3.and(next);
        c3 = xor(c3, next);
        out = out.or(c4.and(carry));
        c4 = xor(c4, carry);
      }
      c0.intoArray(plane0, line);
      c1.intoArray(plane1, line);
      c2.intoArray(plane2, line);
      c3.intoArray(plane3, line);
      c4.intoArray(plane4, line);
      out.intoArray(over, line);
    }
  }

  private static LongVector xor(LongVector a, LongVector b) {
    return a.lanewise(VectorOperators.XOR, b);
  }
}
