package io.lamella.engine.bitmap;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Takes the containers of a bitmap that is read, ascending, each of them checked before.
interface RoaringTarget {
  /// A builder keeps up to so many values as they are; more become words there too.
  int MAX_SINGLY_ADDED = 512;

  /// Takes nothing: for callers that only check.
  RoaringTarget NOTHING =
      new RoaringTarget() {
        @Override
        public void values(long chunk, MemorySegment values, int count) {}

        @Override
        public void words(long chunk, long[] words) {}
      };

  /// A container of few values: ascending u16, little-endian.
  void values(long chunk, MemorySegment values, int count);

  /// Another container: 1,024 words, to be used during the call.
  void words(long chunk, long[] words);

  /// The bitmap that is being built.
  static RoaringTarget of(BitmapTableBuilder builder) {
    long[] spread = new long[Containers.WORDS];
    return new RoaringTarget() {
      @Override
      public void values(long chunk, MemorySegment values, int count) {
        if (count > MAX_SINGLY_ADDED) {
          spread(values, count, spread);
          builder.addWords((int) chunk, spread);
          return;
        }
        int first = (int) chunk << 16;
        for (int i = 0; i < count; i++) {
          builder.add(first | RoaringFormat.u16(values, (long) i << 1));
        }
      }

      @Override
      public void words(long chunk, long[] words) {
        builder.addWords((int) chunk, words);
      }
    };
  }

  /// A visitor, which takes all containers as words.
  static RoaringTarget of(ChunkVisitor visitor) {
    long[] spread = new long[Containers.WORDS];
    return new RoaringTarget() {
      @Override
      public void values(long chunk, MemorySegment values, int count) {
        spread(values, count, spread);
        visitor.chunk(chunk, spread);
      }

      @Override
      public void words(long chunk, long[] words) {
        visitor.chunk(chunk, words);
      }
    };
  }

  /// Sets the words to those of ascending values.
  private static void spread(MemorySegment values, int count, long[] words) {
    Arrays.fill(words, 0);
    for (int i = 0; i < count; i++) {
      int low = RoaringFormat.u16(values, (long) i << 1);
      words[low >>> 6] |= 1L << low;
    }
  }
}
