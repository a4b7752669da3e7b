package io.lamella.engine.kernel;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Combinations of several strips a vector at a time: the compiler makes no vectors of loops that
/// store to one array and read others. In a class of its own, so that it is never loaded where the
/// incubator module is absent.
final class VectorSets {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  private VectorSets() {}

  static long both(long[] a, long[] b, long[] target, int words) {
    int whole = LONGS.loopBound(words);
    LongVector any = LongVector.zero(LONGS);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector both = load(a, i).and(load(b, i));
      both.intoArray(target, i);
      any = any.or(both);
    }
    return any.reduceLanes(VectorOperators.OR) | PlainSets.both(a, b, whole, target, words);
  }

  static long choose(long[] which, long[] a, long[] b, long[] target, int words) {
    int whole = LONGS.loopBound(words);
    LongVector any = LongVector.zero(LONGS);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector chosen = load(b, i).bitwiseBlend(load(a, i), load(which, i));
      chosen.intoArray(target, i);
      any = any.or(chosen);
    }
    return any.reduceLanes(VectorOperators.OR)
        | PlainSets.choose(which, a, b, whole, target, words);
  }

  static void tally(long[] bits, long flip, long[] once, long[] twice, int words) {
    int whole = LONGS.loopBound(words);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector added = load(bits, i).lanewise(VectorOperators.XOR, flip);
      LongVector known = load(once, i);
      load(twice, i).or(known.and(added)).intoArray(twice, i);
      known.or(added).intoArray(once, i);
    }
    PlainSets.tally(bits, flip, once, twice, whole, words);
  }

  private static LongVector load(long[] words, int at) {
    return LongVector.fromArray(LONGS, words, at);
  }
}
