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

  private static LongVector load(MemorySegment memory, long offset) {
    return LongVector.fromMemorySegment(LONGS, memory, offset, ByteOrder.LITTLE_ENDIAN);
  }
}
