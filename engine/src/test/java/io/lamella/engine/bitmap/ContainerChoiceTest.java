package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.kernel.PackedKernels;
import io.lamella.engine.kernel.Words;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/// Goal: each set becomes the container meant for it, and no bitmap is larger than Roaring's
/// serialised, run-optimised form.
class ContainerChoiceTest {

  @Test
  void oneValueLiesInTheEntry() {
    assertThat(kindOf(Shape.only(0, 1))).isEqualTo(DirectoryEntry.INLINE);
    assertThat(kindOf(Shape.only(65_535, 1))).isEqualTo(DirectoryEntry.INLINE);
  }

  @Test
  void aFewValuesAreAnArray() {
    assertThat(kindOf(Shape.only(9, 100, 2))).isEqualTo(DirectoryEntry.ARRAY);
    assertThat(kindOf(Shape.only(9, 100, 512))).isEqualTo(DirectoryEntry.ARRAY);
    assertThat(kindOf(Shape.only(0, 100, 513))).isEqualTo(DirectoryEntry.ARRAY);
  }

  @Test
  void neighboursAreARun() {
    assertThat(kindOf(Shape.only(0, 65_536))).isEqualTo(DirectoryEntry.RUN);
    assertThat(kindOf(Shape.only(17, 4_096))).isEqualTo(DirectoryEntry.RUN);
    // Two neighbours take 4 bytes as an array and 6 as a run; four take 8 and 6.
    assertThat(kindOf(Shape.only(17, 2))).isEqualTo(DirectoryEntry.ARRAY);
    assertThat(kindOf(Shape.only(17, 4))).isEqualTo(DirectoryEntry.RUN);
  }

  @ParameterizedTest(name = "density {0}")
  @ValueSource(doubles = {0.03, 0.05, 0.1, 0.15})
  void betweenAnArrayAndABitsetIsPacked(double density) {
    assertThat(kindOf(Words.random(new SplittableRandom(3), Words.CHUNK, density)))
        .isEqualTo(DirectoryEntry.PACKED);
  }

  @Test
  void whereTheMaskIsMostlyEmptyTheMachineDecides() {
    int expected = PackedKernels.expandsVectors() ? DirectoryEntry.NESTED : DirectoryEntry.ARRAY;
    for (double density : new double[] {0.01, 0.016}) {
      assertThat(kindOf(Words.random(new SplittableRandom(3), Words.CHUNK, density)))
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "density {0}")
  @ValueSource(doubles = {0.25, 0.5, 0.7})
  void halfOfEverybodyIsABitset(double density) {
    assertThat(kindOf(Words.random(new SplittableRandom(3), Words.CHUNK, density)))
        .isEqualTo(DirectoryEntry.BITSET);
  }

  @Test
  void roaringsOwnBoundaryIsKept() {
    // Every 15th or 16th value: no byte is empty twice in a row, so packed is half a bitset.
    for (int cardinality : new int[] {4_096, 4_097}) {
      long[] words = Shape.only(0, 15, cardinality);
      try (Arena arena = Arena.ofConfined()) {
        Bitmap bitmap = bitmap(arena, words);
        assertThat(bitmap.cardinality()).isEqualTo(cardinality);
        assertThat(Tables.ordinals(bitmap)).isEqualTo(roaring(words));
      }
    }
    // Values next to each other in pairs: neither a run nor packed saves anything.
    assertThat(ContainerChoice.kind(4_096, 4_096, 8_192, 1_024)).isEqualTo(DirectoryEntry.BITSET);
    assertThat(ContainerChoice.kind(4_095, 4_095, 8_192, 1_024)).isEqualTo(DirectoryEntry.ARRAY);
    assertThat(ContainerChoice.kind(4_097, 4_097, 8_192, 1_024)).isEqualTo(DirectoryEntry.BITSET);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void noBitmapIsLargerThanRoaringsSerialisedForm(Shape shape) {
    for (long seed = 0; seed < 20; seed++) {
      long[] words = shape.words(new SplittableRandom(seed));
      try (Arena arena = Arena.ofConfined()) {
        RoaringBitmap roaring = roaring(words);
        BitmapTable table = Tables.build(arena, builder -> Tables.add(builder, roaring));
        roaring.runOptimize();
        // An entry is Roaring's header and offset of a container; runs do without an offset.
        int slack = roaring.hasRunCompression() ? 8 : 0;
        assertThat(table.sizeBytes())
            .as("seed=%d", seed)
            .isLessThanOrEqualTo(roaring.serializedSizeInBytes() + slack);
      }
    }
  }

  private static int kindOf(long[] words) {
    try (Arena arena = Arena.ofConfined()) {
      return DirectoryEntry.kind(bitmap(arena, words).entryOf(0));
    }
  }

  private static Bitmap bitmap(Arena arena, long[] words) {
    return Tables.bitmap(arena, roaring(words));
  }

  private static RoaringBitmap roaring(long[] words) {
    var ordinals = new RoaringBitmap();
    for (int low = 0; low < 1 << 16; low++) {
      if ((words[low >>> 6] >>> low & 1) != 0) {
        ordinals.add(low);
      }
    }
    return ordinals;
  }
}
