package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/// Values looked up in an array container a block at a time: blocks below the value are passed by
/// their last value, and the block that may hold it is compared at once. Reads up to 64 bytes past
/// the container, and does not use them. In a class of its own, so that it is never loaded where
/// the incubator module is absent.
final class VectorArrays {
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final int BLOCK = SHORTS.length();

  private VectorArrays() {}

  /// The position of the first block from this one on whose last value is not below.
  static int seek(MemorySegment memory, long offset, int cardinality, int block, int low) {
    int at = block;
    while (at + BLOCK < cardinality && ArrayKernels.value(memory, offset, at + BLOCK - 1) < low) {
      at += BLOCK;
    }
    return at;
  }

  static int has(MemorySegment memory, long offset, int cardinality, int block, int low) {
    long equal =
        ShortVector.fromMemorySegment(
                SHORTS, memory, offset + ((long) block << 1), ByteOrder.LITTLE_ENDIAN)
            .eq((short) low)
            .toLong();
    // What lies behind the last value is not part of the container.
    int values = Math.min(BLOCK, cardinality - block);
    return (equal & -1L >>> (Long.SIZE - values)) == 0 ? 0 : 1;
  }
}
