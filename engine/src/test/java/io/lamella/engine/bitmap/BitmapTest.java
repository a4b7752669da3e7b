package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/// Goal: a bitmap answers as RoaringBitmap does. Method: bitmaps of random chunks, each of a random
/// shape, some chunks left out.
class BitmapTest {
  private static final int PROBES = 500;

  /// A bitmap with chunks of every shape at random numbers below `chunks`.
  private static RoaringBitmap random(SplittableRandom random, int chunks) {
    var ordinals = new RoaringBitmap();
    for (int chunk = 0; chunk < chunks; chunk++) {
      if (random.nextInt(3) > 0) {
        var shapes = Shape.values();
        add(ordinals, chunk, shapes[random.nextInt(shapes.length)].words(random));
      }
    }
    return ordinals;
  }

  private static void add(RoaringBitmap ordinals, int chunk, long[] words) {
    for (int word = 0; word < words.length; word++) {
      for (long left = words[word]; left != 0; left &= left - 1) {
        ordinals.add((chunk << 16) + (word << 6) + Long.numberOfTrailingZeros(left));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void membersRankAndSelectAgreeWithRoaring(long seed) {
    var random = new SplittableRandom(seed);
    RoaringBitmap expected = random(random, 60);
    try (Arena arena = Arena.ofConfined()) {
      Bitmap bitmap = Tables.bitmap(arena, expected);

      assertThat(Tables.ordinals(bitmap)).as("seed=%d", seed).isEqualTo(expected);
      assertThat(bitmap.cardinality()).isEqualTo(expected.getLongCardinality());
      assertThat(bitmap.isEmpty()).isFalse();
      for (int probe = 0; probe < PROBES; probe++) {
        int member = expected.select(random.nextInt(expected.getCardinality()));
        for (int ordinal : new int[] {random.nextInt(61 << 16), member, member + 1}) {
          assertThat(bitmap.contains(ordinal))
              .as("seed=%d, ordinal=%d", seed, ordinal)
              .isEqualTo(expected.contains(ordinal));
          // Roaring counts the ordinal itself.
          long below = expected.rankLong(ordinal) - (expected.contains(ordinal) ? 1 : 0);
          assertThat(bitmap.rank(ordinal)).as("seed=%d, rank(%d)", seed, ordinal).isEqualTo(below);
        }
        int rank = random.nextInt(expected.getCardinality());
        assertThat(bitmap.select(rank))
            .as("seed=%d, select(%d)", seed, rank)
            .isEqualTo(expected.select(rank));
      }
      assertThatThrownBy(() -> bitmap.select(expected.getLongCardinality()))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> bitmap.select(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void theEntryOfAChunkIsFoundInFullAndInThinDirectories(long seed) {
    var random = new SplittableRandom(seed);
    var expected = new RoaringBitmap();
    // Every chunk at first, then some, then the last one there can be.
    for (int chunk = 0; chunk < 20; chunk++) {
      expected.add((chunk << 16) + random.nextInt(1 << 16));
    }
    for (int i = 0; i < 40; i++) {
      expected.add((20 << 16) + random.nextInt(400 << 16));
    }
    expected.add(Integer.MAX_VALUE);
    try (Arena arena = Arena.ofConfined()) {
      Bitmap bitmap = Tables.bitmap(arena, expected);

      int found = 0;
      for (int chunk = 0; chunk < DirectoryEntry.CHUNKS; chunk++) {
        long entry = bitmap.entryOf(chunk);
        long cardinality = expected.rangeCardinality((long) chunk << 16, (chunk + 1L) << 16);
        if (cardinality == 0) {
          assertThat(entry).as("seed=%d, chunk=%d", seed, chunk).isZero();
        } else {
          assertThat(DirectoryEntry.chunk(entry)).as("seed=%d", seed).isEqualTo(chunk);
          assertThat(DirectoryEntry.cardinality(entry)).isEqualTo((int) cardinality);
          assertThat(bitmap.entry(found++)).isEqualTo(entry);
        }
      }
      assertThat(bitmap.containers()).isEqualTo(found);
    }
  }

  @Test
  void theEmptyBitmapHasNothing() {
    Bitmap bitmap = Bitmap.empty();

    assertThat(bitmap.isEmpty()).isTrue();
    assertThat(bitmap.cardinality()).isZero();
    assertThat(bitmap.containers()).isZero();
    assertThat(bitmap.entryOf(0)).isZero();
    assertThat(bitmap.entryOf(DirectoryEntry.CHUNKS - 1)).isZero();
    assertThat(bitmap.contains(0)).isFalse();
    assertThat(bitmap.rank(Integer.MAX_VALUE)).isZero();
    assertThat(Tables.ordinals(bitmap).isEmpty()).isTrue();
    assertThatThrownBy(() -> bitmap.select(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void ordinalsReachFromZeroToTheLargestInt() {
    try (Arena arena = Arena.ofConfined()) {
      Bitmap bitmap =
          Tables.bitmap(
              arena, RoaringBitmap.bitmapOf(0, 65_535, 65_536, 1 << 30, Integer.MAX_VALUE));

      assertThat(bitmap.cardinality()).isEqualTo(5);
      assertThat(bitmap.contains(0)).isTrue();
      assertThat(bitmap.contains(65_535)).isTrue();
      assertThat(bitmap.contains(65_536)).isTrue();
      assertThat(bitmap.contains(65_537)).isFalse();
      assertThat(bitmap.contains(1 << 30)).isTrue();
      assertThat(bitmap.contains(Integer.MAX_VALUE)).isTrue();
      assertThat(bitmap.contains(Integer.MAX_VALUE - 1)).isFalse();
      assertThat(bitmap.rank(Integer.MAX_VALUE)).isEqualTo(4);
      assertThat(bitmap.select(4)).isEqualTo(Integer.MAX_VALUE);
    }
  }
}
