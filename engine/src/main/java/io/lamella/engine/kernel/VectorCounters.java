package io.lamella.engine.kernel;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of [CounterPlanes] a vector at a time: the compiler does not make vectors of a loop
/// with several stores. In a class of its own, so that it is never loaded where the incubator
/// module is absent.
final class VectorCounters {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  private VectorCounters() {}

  /// As [PlainCounters#add].
  static long add(long[] plane, long[] bits, int offset, int words) {
    int whole = LONGS.loopBound(words);
    LongVector any = LongVector.zero(LONGS);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector set = LongVector.fromArray(LONGS, bits, offset + i);
      LongVector sum = LongVector.fromArray(LONGS, plane, i);
      LongVector carry = sum.and(set);
      xor(sum, set).intoArray(plane, i);
      carry.intoArray(bits, offset + i);
      any = any.or(carry);
    }
    return any.reduceLanes(VectorOperators.OR)
        | PlainCounters.add(plane, bits, offset, whole, words);
  }

  /// As [PlainCounters#addFour].
  static void addFour(long[][] sets, long[] plane, long[] reached, int words) {
    long[] a = sets[0];
    long[] b = sets[1];
    long[] c = sets[2];
    long[] d = sets[3];
    int whole = LONGS.loopBound(words);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector before = LongVector.fromArray(LONGS, plane, i);
      LongVector va = LongVector.fromArray(LONGS, a, i);
      LongVector vb = LongVector.fromArray(LONGS, b, i);
      LongVector vc = LongVector.fromArray(LONGS, c, i);
      LongVector vd = LongVector.fromArray(LONGS, d, i);
      LongVector one = xor(xor(before, va), vb);
      xor(xor(one, vc), vd).intoArray(plane, i);
      LongVector.fromArray(LONGS, reached, i)
          .or(majority(before, va, vb))
          .or(majority(one, vc, vd))
          .intoArray(reached, i);
    }
    PlainCounters.addFour(sets, plane, reached, whole, words);
  }

  /// As [PlainCounters#addFour].
  static void addFour(long[][] sets, long[] low, long[] high, long[] target, int words) {
    long[] a = sets[0];
    long[] b = sets[1];
    long[] c = sets[2];
    long[] d = sets[3];
    int whole = LONGS.loopBound(words);
    for (int i = 0; i < whole; i += LONGS.length()) {
      LongVector before = LongVector.fromArray(LONGS, low, i);
      LongVector va = LongVector.fromArray(LONGS, a, i);
      LongVector vb = LongVector.fromArray(LONGS, b, i);
      LongVector vc = LongVector.fromArray(LONGS, c, i);
      LongVector vd = LongVector.fromArray(LONGS, d, i);
      LongVector one = xor(xor(before, va), vb);
      xor(xor(one, vc), vd).intoArray(low, i);
      LongVector first = majority(before, va, vb);
      LongVector second = majority(one, vc, vd);
      LongVector two = LongVector.fromArray(LONGS, high, i);
      xor(xor(two, first), second).intoArray(high, i);
      majority(two, first, second).intoArray(target, i);
    }
    PlainCounters.addFour(sets, low, high, target, whole, words);
  }

  private static LongVector xor(LongVector a, LongVector b) {
    return a.lanewise(VectorOperators.XOR, b);
  }

  /// The carry of three bits: those that at least two of them have.
  private static LongVector majority(LongVector a, LongVector b, LongVector c) {
    return a.and(b).or(c.and(xor(a, b)));
  }
}
