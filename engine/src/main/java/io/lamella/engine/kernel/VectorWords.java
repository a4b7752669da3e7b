package io.lamella.engine.kernel;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Combinations of two strips a vector at a time: of a loop over two arrays at different positions
/// the compiler makes none, since the arrays may be one. In a class of its own, so that it is never
/// loaded where the incubator module is absent.
final class VectorWords {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  private VectorWords() {}

  static void and(long[] source, int from, long[] target, int to, int words) {
    int whole = LONGS.loopBound(words);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector.fromArray(LONGS, target, to + i)
          .lanewise(VectorOperators.AND, LongVector.fromArray(LONGS, source, from + i))
          .intoArray(target, to + i);
    }
    PlainWords.and(source, from + whole, target, to + whole, words - whole);
  }

  static void or(long[] source, int from, long[] target, int to, int words) {
    int whole = LONGS.loopBound(words);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector.fromArray(LONGS, target, to + i)
          .lanewise(VectorOperators.OR, LongVector.fromArray(LONGS, source, from + i))
          .intoArray(target, to + i);
    }
    PlainWords.or(source, from + whole, target, to + whole, words - whole);
  }

  static void andNot(long[] source, int from, long[] target, int to, int words) {
    int whole = LONGS.loopBound(words);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector.fromArray(LONGS, target, to + i)
          .lanewise(VectorOperators.AND_NOT, LongVector.fromArray(LONGS, source, from + i))
          .intoArray(target, to + i);
    }
    PlainWords.andNot(source, from + whole, target, to + whole, words - whole);
  }
}
