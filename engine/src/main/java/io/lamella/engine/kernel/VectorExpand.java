package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Expansion of packed bytes, 64 at a time: one VPEXPANDB where the machine has it. In a class of
/// its own, so that it is never loaded where the incubator module is absent.
final class VectorExpand {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  /// Without 512-bit vectors expansion is emulated, which is slower than the plain form.
  static final boolean SUPPORTED = ByteVector.SPECIES_PREFERRED.length() == BYTES.length();

  private VectorExpand() {}

  /// As [PlainExpand#expand]; `words` is a multiple of 8. Reads at most 64 bytes past the last
  /// packed byte.
  static void expand(
      MemorySegment memory, long maskOffset, long bytesOffset, int words, long[] target, int to) {
    long at = bytesOffset;
    for (int word = 0; word < words; word += 8) {
      long mask = memory.get(U64, maskOffset + word);
      ByteVector.fromMemorySegment(BYTES, memory, at, ByteOrder.LITTLE_ENDIAN)
          .expand(VectorMask.fromLong(BYTES, mask))
          .reinterpretAsLongs()
          .intoArray(target, to + word);
      at += Long.bitCount(mask);
    }
  }
}
