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
    for (int line = 0; line < words; line += 2 * WORDS) {
      LongVector a0 = LongVector.fromArray(LONGS, plane0, line);
      LongVector a1 = LongVector.fromArray(LONGS, plane1, line);
      LongVector a2 = LongVector.fromArray(LONGS, plane2, line);
      LongVector aOver = LongVector.fromArray(LONGS, over, line);
      LongVector b0 = LongVector.fromArray(LONGS, plane0, line + WORDS);
      LongVector b1 = LongVector.fromArray(LONGS, plane1, line + WORDS);
      LongVector b2 = LongVector.fromArray(LONGS, plane2, line + WORDS);
      LongVector bOver = LongVector.fromArray(LONGS, over, line + WORDS);
      for (int set = 0; set < count; set++) {
        long aMask = memory.get(Layouts.U64, masks[set] + line);
        long bMask = memory.get(Layouts.U64, masks[set] + line + WORDS);
        long aAt = bytes[set];
        long bAt = aAt + Long.bitCount(aMask);
        bytes[set] = bAt + Long.bitCount(bMask);
        LongVector a = VectorPacked.expand(memory, aAt, aMask);
        LongVector b = VectorPacked.expand(memory, bAt, bMask);
        LongVector aCarry = a0.and(a);
        LongVector bCarry = b0.and(b);
        a0 = xor(a0, a);
        b0 = xor(b0, b);
        a = a1.and(aCarry);
        b = b1.and(bCarry);
        a1 = xor(a1, aCarry);
        b1 = xor(b1, bCarry);
        aOver = aOver.or(a2.and(a));
        bOver = bOver.or(b2.and(b));
        a2 = xor(a2, a);
        b2 = xor(b2, b);
      }
      a0.intoArray(plane0, line);
      a1.intoArray(plane1, line);
      a2.intoArray(plane2, line);
      aOver.intoArray(over, line);
      b0.intoArray(plane0, line + WORDS);
      b1.intoArray(plane1, line + WORDS);
      b2.intoArray(plane2, line + WORDS);
      bOver.intoArray(over, line + WORDS);
    }
  }

  private static LongVector xor(LongVector a, LongVector b) {
    return a.lanewise(VectorOperators.XOR, b);
  }
}
