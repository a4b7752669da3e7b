package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.kernel.StripOperation;
import io.lamella.engine.kernel.Words;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: a strip of any container, from any word on and of any length, combines with a target as
/// its words would. Method: the whole chunk, the engine's own strips and random ones, on targets of
/// several densities with words around the strip that must stay as they are.
class StripTest {
  private static final int RANDOM_STRIPS = 60;
  private static final int CHUNK_NUMBER = 7;

  @ParameterizedTest
  @EnumSource(Shape.class)
  void aStripCombinesAsItsWordsDo(Shape shape) {
    long seed = shape.name().hashCode();
    var random = new SplittableRandom(seed);
    long[] source = shape.words(random);
    try (Arena arena = Arena.ofConfined()) {
      Bitmap bitmap =
          Tables.build(
                  arena,
                  builder -> {
                    builder.addWords(CHUNK_NUMBER, source);
                    builder.endBitmap();
                  })
              .bitmap(0);
      long entry = bitmap.entryOf(CHUNK_NUMBER);
      if (shape == Shape.EMPTY) {
        assertThat(entry).isZero();
        return;
      }
      for (int word = 0; word < Words.CHUNK; word += 256) {
        check(bitmap, entry, source, word, 256, random, seed);
      }
      check(bitmap, entry, source, 0, Words.CHUNK, random, seed);
      for (int strip = 0; strip < RANDOM_STRIPS; strip++) {
        int fromWord = random.nextInt(Words.CHUNK);
        int words = random.nextInt(Words.CHUNK - fromWord + 1);
        check(bitmap, entry, source, fromWord, words, random, seed);
      }
    }
  }

  private static void check(
      Bitmap bitmap,
      long entry,
      long[] source,
      int fromWord,
      int words,
      SplittableRandom random,
      long seed) {
    int to = random.nextInt(9);
    double density = new double[] {0, 0.03, 0.5, 1}[random.nextInt(4)];
    long[] target = Words.random(random, to + words + random.nextInt(9), density);
    for (StripOperation operation : StripOperation.values()) {
      long[] actual =
          Words.actual(
              target,
              changed -> {
                switch (operation) {
                  case DECODE -> bitmap.decode(entry, fromWord, words, changed, to);
                  case OR -> bitmap.or(entry, fromWord, words, changed, to);
                  case AND -> bitmap.and(entry, fromWord, words, changed, to);
                  case AND_NOT -> bitmap.andNot(entry, fromWord, words, changed, to);
                }
              });
      assertThat(actual)
          .as(
              "%s, kind=%d, seed=%d, from=%d, words=%d",
              operation, DirectoryEntry.kind(entry), seed, fromWord, words)
          .isEqualTo(Words.expected(operation, source, fromWord, words, target, to));
    }
  }
}
