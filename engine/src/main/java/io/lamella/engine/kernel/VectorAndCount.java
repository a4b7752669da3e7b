package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of [AndCountKernels] a vector at a time. In a class of its own, so that it is never
/// loaded where the incubator module is absent.
final class VectorAndCount {
  private static final VectorSpecies<Long> WIDEST = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LINE = LongVector.SPECIES_512;
  private static final int WORDS = AndCountKernels.WORDS;

  private VectorAndCount() {}

  static long bitsets(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    LongVector counts = LongVector.zero(WIDEST);
    LongVector others = LongVector.zero(WIDEST);
    int step = WIDEST.length() << 3;
    for (long at = 0; at < WORDS << 3; at += 2L * step) {
      counts =
          counts.add(
              load(WIDEST, a, aOffset + at)
                  .and(load(WIDEST, b, bOffset + at))
                  .lanewise(VectorOperators.BIT_COUNT));
      others =
          others.add(
              load(WIDEST, a, aOffset + at + step)
                  .and(load(WIDEST, b, bOffset + at + step))
                  .lanewise(VectorOperators.BIT_COUNT));
    }
    return counts.add(others).reduceLanes(VectorOperators.ADD);
  }

  static long packedAndBitset(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    LongVector counts = LongVector.zero(LINE);
    long aBytes = aOffset + PackedKernels.MASK_BYTES;
    for (int word = 0; word < WORDS; word += LINE.length()) {
      long mask = a.get(Layouts.U64, aOffset + word);
      counts =
          counts.add(
              VectorPacked.expand(a, aBytes, mask)
                  .and(load(LINE, b, bOffset + ((long) word << 3)))
                  .lanewise(VectorOperators.BIT_COUNT));
      aBytes += Long.bitCount(mask);
    }
    return counts.reduceLanes(VectorOperators.ADD);
  }

  static long packed(MemorySegment a, long aOffset, MemorySegment b, long bOffset) {
    LongVector counts = LongVector.zero(LINE);
    long aBytes = aOffset + PackedKernels.MASK_BYTES;
    long bBytes = bOffset + PackedKernels.MASK_BYTES;
    for (int word = 0; word < WORDS; word += LINE.length()) {
      long aMask = a.get(Layouts.U64, aOffset + word);
      long bMask = b.get(Layouts.U64, bOffset + word);
      counts =
          counts.add(
              VectorPacked.expand(a, aBytes, aMask)
                  .and(VectorPacked.expand(b, bBytes, bMask))
                  .lanewise(VectorOperators.BIT_COUNT));
      aBytes += Long.bitCount(aMask);
      bBytes += Long.bitCount(bMask);
    }
    return counts.reduceLanes(VectorOperators.ADD);
  }

  static long bitsetAndWords(MemorySegment a, long aOffset, long[] words) {
    LongVector counts = LongVector.zero(WIDEST);
    int step = WIDEST.length();
    for (int word = 0; word < WORDS; word += step) {
      counts =
          counts.add(
              load(WIDEST, a, aOffset + ((long) word << 3))
                  .and(LongVector.fromArray(WIDEST, words, word))
                  .lanewise(VectorOperators.BIT_COUNT));
    }
    return counts.reduceLanes(VectorOperators.ADD);
  }

  static long packedAndWords(MemorySegment a, long aOffset, long[] words) {
    LongVector counts = LongVector.zero(LINE);
    long aBytes = aOffset + PackedKernels.MASK_BYTES;
    for (int word = 0; word < WORDS; word += LINE.length()) {
      long mask = a.get(Layouts.U64, aOffset + word);
      counts =
          counts.add(
              VectorPacked.expand(a, aBytes, mask)
                  .and(LongVector.fromArray(LINE, words, word))
                  .lanewise(VectorOperators.BIT_COUNT));
      aBytes += Long.bitCount(mask);
    }
    return counts.reduceLanes(VectorOperators.ADD);
  }

  private static LongVector load(VectorSpecies<Long> species, MemorySegment memory, long offset) {
    return LongVector.fromMemorySegment(species, memory, offset, ByteOrder.LITTLE_ENDIAN);
  }
}
