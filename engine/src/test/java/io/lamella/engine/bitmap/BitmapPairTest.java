package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.roaringbitmap.RoaringBitmap;

/// Goal: two bitmaps counted along their directories give what RoaringBitmap gives, in all chunks
/// and in some. Method: seeded random bitmaps of which chunks are missing, some of them many in a
/// row, and random ranges of chunks.
class BitmapPairTest {
  private static final int CHUNKS = 40;
  private static final int SEEDS = 12;

  @ParameterizedTest
  @EnumSource(BitmapPair.Joined.class)
  void pairsAreCountedInAnyRangeOfChunks(BitmapPair.Joined joined) {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new SplittableRandom(seed);
      RoaringBitmap left = bitmap(random, 1.0 / (1 + random.nextInt(6)));
      RoaringBitmap right = bitmap(random, 1.0 / (1 + random.nextInt(6)));
      try (Arena arena = Arena.ofConfined()) {
        var pair = new BitmapPair(Tables.bitmap(arena, left), Tables.bitmap(arena, right), joined);
        for (int range = 0; range < 20; range++) {
          int from = range == 0 ? 0 : random.nextInt(CHUNKS + 2);
          int to = range == 0 ? CHUNKS : from + random.nextInt(CHUNKS + 2 - from);
          assertThat(pair.count(from, to, new long[1_024], new long[1_024]))
              .as("seed=%d, from=%d, to=%d", seed, from, to)
              .isEqualTo(expected(left, right, joined, from, to));
        }
      }
    }
  }

  private static RoaringBitmap bitmap(SplittableRandom random, double chunks) {
    var bitmap = new RoaringBitmap();
    Shape[] shapes = Shape.values();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      if (random.nextDouble() < chunks) {
        long[] words = shapes[random.nextInt(shapes.length)].words(random);
        for (int low = 0; low < 1 << 16; low++) {
          if ((words[low >>> 6] >>> low & 1) != 0) {
            bitmap.add(chunk << 16 | low);
          }
        }
      }
    }
    return bitmap;
  }

  private static long expected(
      RoaringBitmap left, RoaringBitmap right, BitmapPair.Joined joined, int from, int to) {
    RoaringBitmap found =
        switch (joined) {
          case AND -> RoaringBitmap.and(left, right);
          case AND_NOT -> RoaringBitmap.andNot(left, right);
          case OR -> RoaringBitmap.or(left, right);
        };
    return found.rangeCardinality((long) from << 16, (long) to << 16);
  }
}
