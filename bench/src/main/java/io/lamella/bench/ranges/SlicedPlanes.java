package io.lamella.bench.ranges;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Numbers as bit-sliced planes (O'Neil and Quass 1997): bit p of every customer's number lies in
/// plane p, so that a range is told by operations on whole words of customers.
///
/// Chunk by chunk, each with its planes one after the other, the most significant first: reading
/// all planes, or the first ones only, is reading one word after another.
///
/// Going up from the least significant plane, *at least low* is `so far AND plane` where low has a
/// 1 and `so far OR plane` where it has a 0: one operation a plane and bound.
final class SlicedPlanes implements AutoCloseable {
  /// Planes after which in a chunk of 65,536 random numbers some two are still equal to a bound.
  private static final int TOP = 16;

  private static final int CHUNK_WORDS = 1 << 10;
  private static final int CHUNK = CHUNK_WORDS * Long.SIZE;
  private static final int PLANE_BYTES = CHUNK_WORDS * Long.BYTES;
  private static final long ALIGNMENT = 64;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private final int bits;
  private final int chunks;

  /// Customers behind the last, who have the number 0.
  private final int padding;

  SlicedPlanes(int[] numbers, int bits) {
    this.bits = bits;
    this.chunks = (numbers.length + CHUNK - 1) / CHUNK;
    this.padding = chunks * CHUNK - numbers.length;
    this.memory = arena.allocate((long) chunks * bits * PLANE_BYTES, ALIGNMENT);
    for (int from = 0; from < numbers.length; from += Long.SIZE) {
      long[] words = slice(numbers, from);
      for (int plane = 0; plane < bits; plane++) {
        memory.set(ValueLayout.JAVA_LONG, wordOffset(from, plane), words[plane]);
      }
    }
  }

  private long[] slice(int[] numbers, int from) {
    long[] words = new long[bits];
    int count = Math.min(Long.SIZE, numbers.length - from);
    for (int i = 0; i < count; i++) {
      for (int plane = 0; plane < bits; plane++) {
        words[plane] |= (numbers[from + i] >>> (bits - 1 - plane) & 1L) << i;
      }
    }
    return words;
  }

  private long planeOffset(int chunk, int plane) {
    return ((long) chunk * bits + plane) * PLANE_BYTES;
  }

  private long wordOffset(int customer, int plane) {
    return planeOffset(customer / CHUNK, plane)
        + (long) (customer % CHUNK / Long.SIZE) * Long.BYTES;
  }

  long sizeBytes() {
    return memory.byteSize();
  }

  /// How many numbers lie in `[low, high]`; every plane is read.
  long countByAllPlanes(int low, int high) {
    long[] atLeast = new long[CHUNK_WORDS];
    long[] atMost = new long[CHUNK_WORDS];
    long count = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      compare(chunk, bits, low, high, atLeast, atMost);
      count += PlaneLoops.countBoth(atLeast, atMost);
    }
    return count - (low == 0 ? padding : 0);
  }

  /// How many numbers lie in `[low, high]`; 16 planes are read, and of the customers who are equal
  /// to a bound in all of these the others, one by one.
  long countByTopPlanes(int low, int high) {
    int top = Math.min(TOP, bits);
    int lowTop = low >>> (bits - top);
    int highTop = high >>> (bits - top);
    long[] atLeast = new long[CHUNK_WORDS];
    long[] atMost = new long[CHUNK_WORDS];
    long[] equalLow = new long[CHUNK_WORDS];
    long[] equalHigh = new long[CHUNK_WORDS];
    long count = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      compare(chunk, top, lowTop, highTop, atLeast, atMost);
      count += PlaneLoops.countBoth(atLeast, atMost);
      if (top < bits) {
        equal(chunk, top, lowTop, highTop, equalLow, equalHigh);
        count -= outside(chunk, low, high, equalLow, equalHigh);
      }
    }
    return count - (low == 0 ? padding : 0);
  }

  private void compare(int chunk, int planes, int low, int high, long[] atLeast, long[] atMost) {
    Arrays.fill(atLeast, -1L);
    Arrays.fill(atMost, -1L);
    for (int plane = planes - 1; plane >= 0; plane--) {
      int bit = planes - 1 - plane;
      PlaneLoops.compare(
          memory,
          planeOffset(chunk, plane),
          (low >>> bit & 1) != 0,
          (high >>> bit & 1) != 0,
          atLeast,
          atMost);
    }
  }

  private void equal(int chunk, int planes, int low, int high, long[] equalLow, long[] equalHigh) {
    Arrays.fill(equalLow, -1L);
    Arrays.fill(equalHigh, -1L);
    for (int plane = 0; plane < planes; plane++) {
      int bit = planes - 1 - plane;
      PlaneLoops.equal(
          memory,
          planeOffset(chunk, plane),
          (low >>> bit & 1) - 1L,
          (high >>> bit & 1) - 1L,
          equalLow,
          equalHigh);
    }
  }

  /// How many of the customers who begin as a bound does lie outside the range.
  private int outside(int chunk, int low, int high, long[] equalLow, long[] equalHigh) {
    int outside = 0;
    for (int word = 0; word < CHUNK_WORDS; word++) {
      for (long left = equalLow[word] | equalHigh[word]; left != 0; left &= left - 1) {
        int number = number(chunk * CHUNK + word * Long.SIZE, Long.numberOfTrailingZeros(left));
        outside += number < low || number > high ? 1 : 0;
      }
    }
    return outside;
  }

  private int number(int wordStart, int bit) {
    int number = 0;
    for (int plane = 0; plane < bits; plane++) {
      long word = memory.get(ValueLayout.JAVA_LONG, wordOffset(wordStart, plane));
      number = number << 1 | (int) (word >>> bit & 1);
    }
    return number;
  }

  @Override
  public void close() {
    arena.close();
  }
}
