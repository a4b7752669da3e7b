package io.lamella.engine.bitmap;

import io.lamella.engine.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Takes containers from foreign bytes and believes none before it is checked. Confined to one
/// thread.
final class RoaringContainers {
  private final RoaringSource source;
  private final long[] words = new long[Containers.WORDS];

  RoaringContainers(RoaringSource source) {
    this.source = source;
  }

  /// Takes the next container, which the header calls so, and hands it on.
  void read(RoaringHeader header, int container, long chunk, RoaringTarget target) {
    long at = source.position();
    header.checkOffset(container, at);
    int cardinality = header.cardinality(container);
    if (header.isRun(container)) {
      checkCardinality(at, runs(), cardinality);
      target.words(chunk, words);
    } else if (cardinality <= RoaringFormat.MAX_ARRAY) {
      target.values(chunk, array(cardinality), cardinality);
    } else {
      MemorySegment bitset = source.take(RoaringFormat.BITSET_BYTES, "a bitset");
      MemorySegment.copy(bitset, RoaringFormat.U64, 0, words, 0, words.length);
      checkCardinality(at, Kernels.popcount(words, 0, words.length), cardinality);
      target.words(chunk, words);
    }
  }

  private static void checkCardinality(long at, long found, int expected) {
    if (found != expected) {
      throw new RoaringFormatException(
          at, "a container of " + found + " values", expected + " values, as its header says");
    }
  }

  private MemorySegment array(int cardinality) {
    long at = source.position();
    MemorySegment values = source.take(cardinality * Short.BYTES, "an array");
    int previous = -1;
    for (int i = 0; i < cardinality; i++) {
      int value = RoaringFormat.u16(values, (long) i << 1);
      if (value <= previous) {
        throw new RoaringFormatException(
            at + ((long) i << 1),
            "the value " + value + " after " + previous,
            "an array's values ascend");
      }
      previous = value;
    }
    return values;
  }

  /// Sets the words to those of a run container.
  ///
  /// @return how many values it has
  private int runs() {
    int count = RoaringFormat.u16(source.take(Short.BYTES, "a number of runs"), 0);
    long at = source.position();
    MemorySegment runs = source.take(count * RoaringFormat.RUN_BYTES, count + " runs");
    Arrays.fill(words, 0);
    int cardinality = 0;
    int end = -1;
    for (int i = 0; i < count; i++) {
      long offset = (long) i * RoaringFormat.RUN_BYTES;
      int start = RoaringFormat.u16(runs, offset);
      int last = start + RoaringFormat.u16(runs, offset + Short.BYTES);
      // A run that touches the one before could be part of it, but says the same.
      if (start <= end) {
        throw new RoaringFormatException(
            at + offset, "a run from " + start + " after one to " + end, "runs ascend");
      }
      if (last > 0xFFFF) {
        throw new RoaringFormatException(
            at + offset, "a run from " + start + " to " + last, "a run's end of at most 65535");
      }
      fill(start, last);
      cardinality += last - start + 1;
      end = last;
    }
    return cardinality;
  }

  /// Sets the bits from `first` to `last`.
  private void fill(int first, int last) {
    int from = first >>> 6;
    int to = last >>> 6;
    long fromMask = -1L << first;
    long toMask = -1L >>> ~last;
    if (from == to) {
      words[from] |= fromMask & toMask;
      return;
    }
    words[from] |= fromMask;
    Arrays.fill(words, from + 1, to, -1L);
    words[to] |= toMask;
  }
}
