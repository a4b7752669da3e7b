package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.kernel.Words;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: two containers share as many ordinals as their words have bits in common, and keep of
/// others those that their words have. Method: every pair of shapes in both orders, every shape
/// with random candidates, several seeds.
class AndCountTest {
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

  @ParameterizedTest
  @EnumSource(Shape.class)
  void lowsAreKeptThatTheContainerHas(Shape shape) {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new SplittableRandom(seed);
      long[] words = shape.words(random);
      char[] asked = new char[Words.CHUNK << 6];
      char[] had = new char[asked.length];
      char[] lacked = new char[asked.length];
      int askedCount = 0;
      int hadCount = 0;
      int lackedCount = 0;
      int step = 1 << random.nextInt(12);
      for (int low = 0; low < asked.length; low += 1 + random.nextInt(step)) {
        asked[askedCount++] = (char) low;
        if ((words[low >>> 6] >>> low & 1) == 1) {
          had[hadCount++] = (char) low;
        } else {
          lacked[lackedCount++] = (char) low;
        }
      }
      try (Arena arena = Arena.ofConfined()) {
        Bitmap bitmap =
            Tables.build(
                    arena,
                    builder -> {
                      builder.addWords(CHUNK_NUMBER, words);
                      builder.endBitmap();
                    })
                .bitmap(0);
        long entry = bitmap.entryOf(CHUNK_NUMBER);
        if (entry == 0) {
          assertThat(hadCount).isZero();
          return;
        }
        String what = "%s, %d".formatted(shape, seed);
        char[] kept = asked.clone();
        assertThat(bitmap.keep(entry, kept, askedCount)).as(what).isEqualTo(hadCount);
        assertThat(Arrays.equals(kept, 0, hadCount, had, 0, hadCount)).as(what).isTrue();
        char[] left = asked.clone();
        assertThat(bitmap.drop(entry, left, askedCount)).as(what).isEqualTo(lackedCount);
        assertThat(Arrays.equals(left, 0, lackedCount, lacked, 0, lackedCount)).as(what).isTrue();
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
      long[] others = new long[Words.CHUNK];
      assertThat(AndCount.of(a, aEntry, b, bEntry, words, others)).as(what).isEqualTo(expected);
      assertThat(AndCount.of(b, bEntry, a, aEntry, words, others)).as(what).isEqualTo(expected);
    }
  }
}
