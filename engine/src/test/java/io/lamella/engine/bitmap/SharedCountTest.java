package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.kernel.Words;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: two containers share as many ordinals as their words have bits in common. Method: every
/// pair of shapes, several seeds, both orders.
class SharedCountTest {
  private static final int CHUNK_NUMBER = 3;
  private static final int SEEDS = 5;

  @ParameterizedTest
  @EnumSource(Shape.class)
  void containersShareWhatTheirWordsShare(Shape shape) {
    for (Shape other : Shape.values()) {
      for (int seed = 0; seed < SEEDS; seed++) {
        var random = new SplittableRandom(seed);
        check(shape.words(random), other.words(random), "%s, %s, %d".formatted(shape, other, seed));
      }
    }
  }

  private static void check(long[] left, long[] right, String what) {
    long expected = 0;
    for (int word = 0; word < Words.CHUNK; word++) {
      expected += Long.bitCount(left[word] & right[word]);
    }
    try (Arena arena = Arena.ofConfined()) {
      BitmapTable table =
          Tables.build(
              arena,
              builder -> {
                builder.addWords(CHUNK_NUMBER, left);
                builder.endBitmap();
                builder.addWords(CHUNK_NUMBER, right);
                builder.endBitmap();
              });
      Bitmap a = table.bitmap(0);
      Bitmap b = table.bitmap(1);
      long aEntry = a.entryOf(CHUNK_NUMBER);
      long bEntry = b.entryOf(CHUNK_NUMBER);
      if (aEntry == 0 || bEntry == 0) {
        assertThat(expected).as(what).isZero();
        return;
      }
      long[] words = new long[Words.CHUNK];
      assertThat(SharedCount.of(a, aEntry, b, bEntry, words)).as(what).isEqualTo(expected);
      assertThat(SharedCount.of(b, bEntry, a, aEntry, words)).as(what).isEqualTo(expected);
    }
  }
}
