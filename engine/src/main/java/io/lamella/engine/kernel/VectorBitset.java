package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of [BitsetKernels] a vector at a time: the compiler does not make vectors of a loop
/// that reads memory and stores to an array. In a class of its own, so that it is never loaded
/// where the incubator module is absent.
final class VectorBitset {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  private VectorBitset() {}

  static void or(MemorySegment memory, long offset, int words, long[] target, int to) {
    int whole = LONGS.loopBound(words);
    for (int word = 0; word < whole; word += LONGS.length()) {
      LongVector.fromArray(LONGS, target, to + word)
          .lanewise(VectorOperators.OR, load(memory, offset + ((long) word << 3)))
          .intoArray(target, to + word);
    }
    PlainBitset.or(memory, offset + ((long) whole << 3), words - whole, target, to + whole);
  }

  static void and(MemorySegment memory, long offset, int words, long[] target, int to) {
    int whole = LONGS.loopBound(words);
    for (int word = 0; word < whole; word += LONGS.length()) {
      LongVector.fromArray(LONGS, target, to + word)
          .lanewise(VectorOperators.AND, load(memory, offset + ((long) word << 3)))
          .intoArray(target, to + word);
    }
    PlainBitset.and(memory, offset + ((long) whole << 3), words - whole, target, to + whole);
  }

  static void andNot(MemorySegment memory, long offset, int words, long[] target, int to) {
    int whole = LONGS.loopBound(words);
    for (int word = 0; word < whole; word += LONGS.length()) {
      LongVector.fromArray(LONGS, target, to + word)
          .lanewise(VectorOperators.AND_NOT, load(memory, offset + ((long) word << 3)))
          .intoArray(target, to + word);
    }
    PlainBitset.andNot(memory, offset + ((long) whole << 3), words - whole, target, to + whole);
  }

  static long countShared(
      MemorySegment memory, long[] offsets, long[] flips, long[] target, int words) {
    assert words % LONGS.length() == 0 : "words=" + words;
    long first = offsets[0];
    long second = offsets[1];
    long third = offsets[2];
    long firstFlip = flips[0];
    long secondFlip = flips[1];
    long thirdFlip = flips[2];
    LongVector counts = LongVector.zero(LONGS);
    for (int word = 0; word < words; word += LONGS.length()) {
      long at = (long) word << 3;
      LongVector bits =
          LongVector.fromArray(LONGS, target, word)
              .and(load(memory, first + at).lanewise(VectorOperators.XOR, firstFlip))
              .and(load(memory, second + at).lanewise(VectorOperators.XOR, secondFlip))
              .and(load(memory, third + at).lanewise(VectorOperators.XOR, thirdFlip));
      counts = counts.add(bits.lanewise(VectorOperators.BIT_COUNT));
    }
    return counts.reduceLanes(VectorOperators.ADD);
  }

  private static LongVector load(MemorySegment memory, long offset) {
    return LongVector.fromMemorySegment(LONGS, memory, offset, ByteOrder.LITTLE_ENDIAN);
  }
}
