package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of [PackedKernels] 8 words at a time: one VPEXPANDB a cache line. The same arguments
/// as in [PlainPacked]. In a class of its own, so that it is never loaded where the incubator
/// module is absent.
final class VectorPacked {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final int WORDS = LONGS.length();

  private VectorPacked() {}

  /// Whether the machine has vectors of 512 bits: without them expansion is emulated, which is
  /// slower than the plain form.
  static boolean isFast() {
    return ByteVector.SPECIES_PREFERRED.length() == BYTES.length();
  }

  static void decode(
      MemorySegment memory, long maskOffset, long bytesOffset, int words, long[] target, int to) {
    int whole = words & -WORDS;
    long at = bytesOffset;
    for (int word = 0; word < whole; word += WORDS) {
      long mask = memory.get(Layouts.U64, maskOffset + word);
      expand(memory, at, mask).intoArray(target, to + word);
      at += Long.bitCount(mask);
    }
    PlainPacked.decode(memory, maskOffset + whole, at, words - whole, target, to + whole);
  }

  static void or(
      MemorySegment memory, long maskOffset, long bytesOffset, int words, long[] target, int to) {
    int whole = words & -WORDS;
    long at = bytesOffset;
    for (int word = 0; word < whole; word += WORDS) {
      long mask = memory.get(Layouts.U64, maskOffset + word);
      LongVector.fromArray(LONGS, target, to + word)
          .lanewise(VectorOperators.OR, expand(memory, at, mask))
          .intoArray(target, to + word);
      at += Long.bitCount(mask);
    }
    PlainPacked.or(memory, maskOffset + whole, at, words - whole, target, to + whole);
  }

  static void and(
      MemorySegment memory, long maskOffset, long bytesOffset, int words, long[] target, int to) {
    int whole = words & -WORDS;
    long at = bytesOffset;
    for (int word = 0; word < whole; word += WORDS) {
      long mask = memory.get(Layouts.U64, maskOffset + word);
      LongVector.fromArray(LONGS, target, to + word)
          .lanewise(VectorOperators.AND, expand(memory, at, mask))
          .intoArray(target, to + word);
      at += Long.bitCount(mask);
    }
    PlainPacked.and(memory, maskOffset + whole, at, words - whole, target, to + whole);
  }

  static void andNot(
      MemorySegment memory, long maskOffset, long bytesOffset, int words, long[] target, int to) {
    int whole = words & -WORDS;
    long at = bytesOffset;
    for (int word = 0; word < whole; word += WORDS) {
      long mask = memory.get(Layouts.U64, maskOffset + word);
      LongVector.fromArray(LONGS, target, to + word)
          .lanewise(VectorOperators.AND_NOT, expand(memory, at, mask))
          .intoArray(target, to + word);
      at += Long.bitCount(mask);
    }
    PlainPacked.andNot(memory, maskOffset + whole, at, words - whole, target, to + whole);
  }

  static long popcount(MemorySegment memory, long offset, int bytes) {
    int whole = BYTES.loopBound(bytes);
    LongVector counts = LongVector.zero(LONGS);
    for (int at = 0; at < whole; at += BYTES.length()) {
      counts =
          counts.add(
              LongVector.fromMemorySegment(LONGS, memory, offset + at, ByteOrder.LITTLE_ENDIAN)
                  .lanewise(VectorOperators.BIT_COUNT));
    }
    return counts.reduceLanes(VectorOperators.ADD)
        + PlainPacked.popcount(memory, offset + whole, bytes - whole);
  }

  /// The next 64 bytes, each at its place: the bytes that the mask has, 0 elsewhere.
  static LongVector expand(MemorySegment memory, long at, long mask) {
    return ByteVector.fromMemorySegment(BYTES, memory, at, ByteOrder.LITTLE_ENDIAN)
        .expand(VectorMask.fromLong(BYTES, mask))
        .reinterpretAsLongs();
  }
}
