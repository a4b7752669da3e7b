package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Decodes nested containers 64 words at a time: one VPEXPANDB for the masks of 8 lines, then one
/// for each line. Taking the masks out of the register lane by lane is twice as fast as making each
/// by PDEP. The other operations have no such form: with a target to load as well the loop becomes
/// too large for the compiler to take whole, and decoding first is sooner. In a class of its own,
/// so that it is never loaded where the incubator module is absent.
final class VectorNested {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final int LINE = LONGS.length();
  private static final int BLOCK = LINE * Byte.SIZE;

  private VectorNested() {}

  /// As [PlainNested#decode], which does what is left of a strip, and all of one that does not
  /// begin at a multiple of 64 words.
  static void decode(
      MemorySegment memory,
      long top,
      long masksOffset,
      long bytesOffset,
      int fromWord,
      int words,
      long[] target,
      int to) {
    int whole = (fromWord & (BLOCK - 1)) == 0 ? words & -BLOCK : 0;
    long masks = masksOffset;
    long at = bytesOffset;
    for (int word = 0; word < whole; word += BLOCK) {
      long there = memory.get(Layouts.U64, top + ((fromWord + word) >>> 3));
      LongVector mask = VectorPacked.expand(memory, masks, there);
      masks += Long.bitCount(there);
      int line = to + word;
      at = line(memory, at, mask.lane(0), target, line);
      at = line(memory, at, mask.lane(1), target, line + LINE);
      at = line(memory, at, mask.lane(2), target, line + 2 * LINE);
      at = line(memory, at, mask.lane(3), target, line + 3 * LINE);
      at = line(memory, at, mask.lane(4), target, line + 4 * LINE);
      at = line(memory, at, mask.lane(5), target, line + 5 * LINE);
      at = line(memory, at, mask.lane(6), target, line + 6 * LINE);
      at = line(memory, at, mask.lane(7), target, line + 7 * LINE);
    }
    PlainNested.decode(memory, top, masks, at, fromWord + whole, words - whole, target, to + whole);
  }

  /// Writes a line; returns where the bytes of the next one begin.
  private static long line(MemorySegment memory, long at, long mask, long[] target, int line) {
    VectorPacked.expand(memory, at, mask).intoArray(target, line);
    return at + Long.bitCount(mask);
  }
}
