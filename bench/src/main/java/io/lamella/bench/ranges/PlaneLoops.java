package io.lamella.bench.ranges;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Loops over one plane of a chunk. What was found so far stays in the cache nearest to the
/// processor; a loop for each pair of bits, so that each bound takes one operation.
final class PlaneLoops {
  private static final VectorSpecies<Long> WORDS = LongVector.SPECIES_PREFERRED;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private PlaneLoops() {}

  /// Goes one plane up.
  ///
  /// @param low the lower bound's bit
  /// @param high the upper bound's bit
  static void compare(
      MemorySegment memory, long offset, boolean low, boolean high, long[] atLeast, long[] atMost) {
    if (low) {
      if (high) {
        andOr(memory, offset, atLeast, atMost);
      } else {
        andAnd(memory, offset, atLeast, atMost);
      }
    } else if (high) {
      orOr(memory, offset, atLeast, atMost);
    } else {
      orAnd(memory, offset, atLeast, atMost);
    }
  }

  private static void andOr(MemorySegment memory, long offset, long[] atLeast, long[] atMost) {
    for (int word = 0; word < atLeast.length; word += WORDS.length()) {
      LongVector plane = plane(memory, offset, word);
      LongVector.fromArray(WORDS, atLeast, word).and(plane).intoArray(atLeast, word);
      LongVector.fromArray(WORDS, atMost, word).or(plane.not()).intoArray(atMost, word);
    }
  }

  private static void andAnd(MemorySegment memory, long offset, long[] atLeast, long[] atMost) {
    for (int word = 0; word < atLeast.length; word += WORDS.length()) {
      LongVector plane = plane(memory, offset, word);
      LongVector.fromArray(WORDS, atLeast, word).and(plane).intoArray(atLeast, word);
      LongVector.fromArray(WORDS, atMost, word).and(plane.not()).intoArray(atMost, word);
    }
  }

  private static void orOr(MemorySegment memory, long offset, long[] atLeast, long[] atMost) {
    for (int word = 0; word < atLeast.length; word += WORDS.length()) {
      LongVector plane = plane(memory, offset, word);
      LongVector.fromArray(WORDS, atLeast, word).or(plane).intoArray(atLeast, word);
      LongVector.fromArray(WORDS, atMost, word).or(plane.not()).intoArray(atMost, word);
    }
  }

  private static void orAnd(MemorySegment memory, long offset, long[] atLeast, long[] atMost) {
    for (int word = 0; word < atLeast.length; word += WORDS.length()) {
      LongVector plane = plane(memory, offset, word);
      LongVector.fromArray(WORDS, atLeast, word).or(plane).intoArray(atLeast, word);
      LongVector.fromArray(WORDS, atMost, word).and(plane.not()).intoArray(atMost, word);
    }
  }

  /// Keeps who is equal to a bound in one more plane.
  ///
  /// @param low 0 where the lower bound's bit is 1, all ones where it is 0
  static void equal(
      MemorySegment memory, long offset, long low, long high, long[] equalLow, long[] equalHigh) {
    LongVector lows = LongVector.broadcast(WORDS, low);
    LongVector highs = LongVector.broadcast(WORDS, high);
    for (int word = 0; word < equalLow.length; word += WORDS.length()) {
      LongVector plane = plane(memory, offset, word);
      LongVector.fromArray(WORDS, equalLow, word)
          .and(plane.lanewise(VectorOperators.XOR, lows))
          .intoArray(equalLow, word);
      LongVector.fromArray(WORDS, equalHigh, word)
          .and(plane.lanewise(VectorOperators.XOR, highs))
          .intoArray(equalHigh, word);
    }
  }

  /// How many bits both have.
  static long countBoth(long[] a, long[] b) {
    LongVector counts = LongVector.zero(WORDS);
    for (int word = 0; word < a.length; word += WORDS.length()) {
      counts =
          counts.add(
              LongVector.fromArray(WORDS, a, word)
                  .and(LongVector.fromArray(WORDS, b, word))
                  .lanewise(VectorOperators.BIT_COUNT));
    }
    return counts.reduceLanes(VectorOperators.ADD);
  }

  private static LongVector plane(MemorySegment memory, long offset, int word) {
    return LongVector.fromMemorySegment(WORDS, memory, offset + (long) word * Long.BYTES, ORDER);
  }
}
