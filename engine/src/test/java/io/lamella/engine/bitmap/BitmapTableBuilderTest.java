package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/// Goal: what is added is what the table holds, in the bytes it says, for many small bitmaps as for
/// few large ones.
class BitmapTableBuilderTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void bitmapsOfATableDoNotDisturbEachOther(long seed) {
    var random = new SplittableRandom(seed);
    List<RoaringBitmap> expected = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      var ordinals = new RoaringBitmap();
      int size = random.nextInt(4) == 0 ? 0 : 1 << random.nextInt(15);
      for (int i = 0; i < size; i++) {
        ordinals.add(random.nextInt(3 << 16));
      }
      if (random.nextInt(20) == 0) {
        ordinals.add(1L << 17, 5L << 17);
      }
      expected.add(ordinals);
    }
    try (Arena arena = Arena.ofConfined()) {
      BitmapTable table =
          Tables.build(arena, builder -> expected.forEach(o -> Tables.add(builder, o)));

      assertThat(table.size()).isEqualTo(expected.size());
      for (int number = 0; number < expected.size(); number++) {
        assertThat(Tables.ordinals(table.bitmap(number)))
            .as("seed=%d, number=%d", seed, number)
            .isEqualTo(expected.get(number));
        assertThat(table.cardinality(number)).isEqualTo(expected.get(number).getCardinality());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void wordsOfAWholeChunkAreAddedAsTheirOrdinalsAre(Shape shape) {
    long[] words = shape.words(new SplittableRandom(8));
    try (Arena arena = Arena.ofConfined()) {
      BitmapTable table =
          Tables.build(
              arena,
              builder -> {
                builder.addWords(0, words);
                builder.add(1 << 16);
                builder.addWords(DirectoryEntry.CHUNKS - 1, words);
                builder.endBitmap();
                for (int chunk : new int[] {0, DirectoryEntry.CHUNKS - 1}) {
                  for (int low = 0; low < 1 << 16; low++) {
                    if ((words[low >>> 6] >>> low & 1) != 0) {
                      builder.add((chunk << 16) | low);
                    }
                  }
                  if (chunk == 0) {
                    builder.add(1 << 16);
                  }
                }
                builder.endBitmap();
              });

      assertThat(Tables.ordinals(table.bitmap(0))).isEqualTo(Tables.ordinals(table.bitmap(1)));
      int containers = table.bitmap(0).containers();
      assertThat(containers).isEqualTo(table.bitmap(1).containers());
      for (int position = 0; position < containers; position++) {
        assertThat(DirectoryEntry.kind(table.bitmap(0).entry(position)))
            .isEqualTo(DirectoryEntry.kind(table.bitmap(1).entry(position)));
      }
    }
  }

  @Test
  void aBitmapOfOneOrdinalTakesSixteenBytes() {
    int bitmaps = 100_000;
    try (Arena arena = Arena.ofConfined()) {
      BitmapTable table = Tables.build(arena, builder -> addSingles(builder, bitmaps));

      assertThat(table.sizeBytes()).isEqualTo(16L * bitmaps);
      for (int number = 0; number < bitmaps; number++) {
        assertThat(table.bitmap(number).contains(ordinalOf(number))).isTrue();
      }
    }
  }

  @Test
  @Tag("long")
  void tenMillionBitmapsOfOneOrdinalAreBuilt() {
    int bitmaps = 10_000_000;
    try (Arena arena = Arena.ofConfined()) {
      BitmapTable table = Tables.build(arena, builder -> addSingles(builder, bitmaps));

      assertThat(table.sizeBytes()).isEqualTo(16L * bitmaps);
      for (int number = 0; number < bitmaps; number++) {
        if (table.bitmap(number).select(0) != ordinalOf(number)) {
          throw new AssertionError("number=" + number);
        }
      }
    }
  }

  @Test
  @Tag("long")
  void oneBitmapOfFiftyMillionOrdinalsIsBuilt() {
    int ordinals = 50_000_000;
    try (Arena arena = Arena.ofConfined()) {
      Bitmap bitmap =
          Tables.build(
                  arena,
                  builder -> {
                    for (int i = 0; i < ordinals; i++) {
                      builder.add(ordinalOf(i));
                    }
                    builder.endBitmap();
                  })
              .bitmap(0);

      assertThat(bitmap.cardinality()).isEqualTo(ordinals);
      int[] next = {0};
      bitmap.forEach(ordinal -> {
        if (ordinal != ordinalOf(next[0]++)) {
          throw new AssertionError("ordinal=" + ordinal);
        }
      });
      assertThat(next[0]).isEqualTo(ordinals);
    }
  }

  @Test
  void ordinalsThatDoNotAscendAreRefused() {
    try (var builder = new BitmapTableBuilder(new MemoryBudget(1 << 20), Purpose.STAGING)) {
      builder.add(5);
      assertThatThrownBy(() -> builder.add(5)).hasMessageContaining("previous=5, ordinal=5");
      assertThatThrownBy(() -> builder.add(-1)).hasMessageContaining("ordinal=-1");
      assertThatThrownBy(() -> builder.addWords(0, new long[1_024]))
          .hasMessageContaining("chunk=0");
      builder.addWords(1, new long[1_024]);
      assertThatThrownBy(() -> builder.add((2 << 16) - 1)).hasMessageContaining("ordinals ascend");
      builder.endBitmap();
      builder.add(0);
      builder.endBitmap();
      assertThat(builder.bitmaps()).isEqualTo(2);
    }
  }

  @Test
  void theNextTableIsBuiltInTheSameMemoryAndKnowsNothingOfTheLast() {
    long[] words = Shape.HALF.words(new SplittableRandom(1));
    try (var builder = new BitmapTableBuilder(new MemoryBudget(1 << 20), Purpose.STAGING);
        var fresh = new BitmapTableBuilder(new MemoryBudget(1 << 20), Purpose.STAGING);
        Arena arena = Arena.ofConfined()) {
      builder.addWords(3, words);
      builder.endBitmap();
      builder.add(1 << 20);
      builder.reset();
      for (BitmapTableBuilder each : List.of(builder, fresh)) {
        each.add(5);
        each.add(70_000);
        each.endBitmap();
      }
      assertThat(builder.bitmaps()).isEqualTo(1);
      assertThat(builder.sizeBytes()).isEqualTo(fresh.sizeBytes());
      var memory = arena.allocate(builder.sizeBytes() + 64, 64);
      assertThat(builder.writeTo(memory, 0).bitmap(0).cardinality()).isEqualTo(2);
    }
  }

  @Test
  void aBudgetThatIsPassedIsToldAndGivenBack() {
    var budget = new MemoryBudget(100_000);
    long[] words = Shape.HALF.words(new SplittableRandom(1));
    try (var builder = new BitmapTableBuilder(budget, Purpose.STAGING)) {
      assertThatThrownBy(
              () -> {
                for (int chunk = 0; chunk < 100; chunk++) {
                  builder.addWords(chunk, words);
                }
              })
          .isInstanceOf(BudgetExceededException.class);
    }
    assertThat(budget.used()).isZero();
  }

  /// Ordinals of every chunk there is, ascending, for numbers that ascend.
  private static int ordinalOf(int number) {
    return number * 42 + (number & 7);
  }

  private static void addSingles(BitmapTableBuilder builder, int bitmaps) {
    for (int number = 0; number < bitmaps; number++) {
      builder.add(ordinalOf(number));
      builder.endBitmap();
    }
  }
}
