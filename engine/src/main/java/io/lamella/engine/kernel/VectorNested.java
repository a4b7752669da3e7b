package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of [NestedKernels] 8 words at a time: the line's mask by one PDEP, the line by one
/// VPEXPANDB. The same arguments as in [PlainNested]. In a class of its own, so that it is never
/// loaded where the incubator module is absent.
final class VectorNested {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final int WORDS = LONGS.length();

  /// For each byte of top bits the mask that has a whole byte for each bit.
  private static final long[] WHOLE_BYTES = wholeBytes();

  private VectorNested() {}

  static void decode(
      MemorySegment memory,
      long top,
      long masksOffset,
      long bytesOffset,
      int fromWord,
      int words,
      long[] target,
      int to) {
    int whole = words & -WORDS;
    long masks = masksOffset;
    long at = bytesOffset;
    for (int word = 0; word < whole; word += WORDS) {
      int there = there(memory, top, fromWord + word);
      long mask = mask(memory, masks, there);
      VectorPacked.expand(memory, at, mask).intoArray(target, to + word);
      masks += Integer.bitCount(there);
      at += Long.bitCount(mask);
    }
    PlainNested.decode(memory, top, masks, at, fromWord + whole, words - whole, target, to + whole);
  }

  static void or(
      MemorySegment memory,
      long top,
      long masksOffset,
      long bytesOffset,
      int fromWord,
      int words,
      long[] target,
      int to) {
    int whole = words & -WORDS;
    long masks = masksOffset;
    long at = bytesOffset;
    for (int word = 0; word < whole; word += WORDS) {
      int there = there(memory, top, fromWord + word);
      long mask = mask(memory, masks, there);
      LongVector.fromArray(LONGS, target, to + word)
          .lanewise(VectorOperators.OR, VectorPacked.expand(memory, at, mask))
          .intoArray(target, to + word);
      masks += Integer.bitCount(there);
      at += Long.bitCount(mask);
    }
    PlainNested.or(memory, top, masks, at, fromWord + whole, words - whole, target, to + whole);
  }

  static void and(
      MemorySegment memory,
      long top,
      long masksOffset,
      long bytesOffset,
      int fromWord,
      int words,
      long[] target,
      int to) {
    int whole = words & -WORDS;
    long masks = masksOffset;
    long at = bytesOffset;
    for (int word = 0; word < whole; word += WORDS) {
      int there = there(memory, top, fromWord + word);
      long mask = mask(memory, masks, there);
      LongVector.fromArray(LONGS, target, to + word)
          .lanewise(VectorOperators.AND, VectorPacked.expand(memory, at, mask))
          .intoArray(target, to + word);
      masks += Integer.bitCount(there);
      at += Long.bitCount(mask);
    }
    PlainNested.and(memory, top, masks, at, fromWord + whole, words - whole, target, to + whole);
  }

  static void andNot(
      MemorySegment memory,
      long top,
      long masksOffset,
      long bytesOffset,
      int fromWord,
      int words,
      long[] target,
      int to) {
    int whole = words & -WORDS;
    long masks = masksOffset;
    long at = bytesOffset;
    for (int word = 0; word < whole; word += WORDS) {
      int there = there(memory, top, fromWord + word);
      long mask = mask(memory, masks, there);
      LongVector.fromArray(LONGS, target, to + word)
          .lanewise(VectorOperators.AND_NOT, VectorPacked.expand(memory, at, mask))
          .intoArray(target, to + word);
      masks += Integer.bitCount(there);
      at += Long.bitCount(mask);
    }
    PlainNested.andNot(memory, top, masks, at, fromWord + whole, words - whole, target, to + whole);
  }

  /// The top bits of a word and the seven after it: which of their mask bytes are there.
  static int there(MemorySegment memory, long top, int word) {
    return (memory.get(Layouts.U16, top + (word >>> 3)) & 0xFFFF) >>> (word & 7) & 0xFF;
  }

  /// The mask of 8 words, from those bytes of it that are there.
  static long mask(MemorySegment memory, long masks, int there) {
    return Long.expand(memory.get(Layouts.U64, masks), WHOLE_BYTES[there]);
  }

  private static long[] wholeBytes() {
    long[] masks = new long[1 << Byte.SIZE];
    for (int there = 0; there < masks.length; there++) {
      for (int i = 0; i < Byte.SIZE; i++) {
        masks[there] |= ((there >>> i & 1) * 0xFFL) << (i << 3);
      }
    }
    return masks;
  }
}
