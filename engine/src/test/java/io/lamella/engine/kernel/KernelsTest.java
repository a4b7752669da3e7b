package io.lamella.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: loops over strips and columns agree with a loop over single bits and codes.
class KernelsTest {
  private static final long OFFSET = 13;

  @ParameterizedTest(name = "{0} words")
  @ValueSource(ints = {0, 1, 7, 8, 63, 256, 1_024})
  void stripsCombineWordByWord(int words) {
    long seed = 90L + words;
    var random = new SplittableRandom(seed);
    long[] source = Words.random(random, words + 3, 0.4);
    long[] target = Words.random(random, words + 7, 0.6);

    long[] and = Words.actual(target, changed -> Kernels.and(source, 3, changed, 5, words));
    long[] or = Words.actual(target, changed -> Kernels.or(source, 3, changed, 5, words));
    long[] andNot = Words.actual(target, changed -> Kernels.andNot(source, 3, changed, 5, words));
    long[] not = Words.actual(target, changed -> Kernels.not(changed, 5, words));

    long[] plainAnd = Words.actual(target, c -> PlainWords.and(source, 3, c, 5, words));
    long[] plainOr = Words.actual(target, c -> PlainWords.or(source, 3, c, 5, words));
    long[] plainAndNot = Words.actual(target, c -> PlainWords.andNot(source, 3, c, 5, words));

    assertThat(plainAnd).isEqualTo(and);
    assertThat(plainOr).isEqualTo(or);
    assertThat(plainAndNot).isEqualTo(andNot);
    assertThat(and).isEqualTo(Words.expected(StripOperation.AND, source, 3, words, target, 5));
    assertThat(or).isEqualTo(Words.expected(StripOperation.OR, source, 3, words, target, 5));
    assertThat(andNot)
        .isEqualTo(Words.expected(StripOperation.AND_NOT, source, 3, words, target, 5));
    for (int i = 0; i < target.length; i++) {
      assertThat(not[i]).isEqualTo(i >= 5 && i < 5 + words ? ~target[i] : target[i]);
    }
  }

  @Test
  void bitsAreCountedInOneStripAndInTwo() {
    var random = new SplittableRandom(5);
    long[] a = Words.random(random, 1_030, 0.3);
    long[] b = Words.random(random, 1_030, 0.7);
    long inA = 0;
    long inBoth = 0;
    for (int word = 0; word < 1_024; word++) {
      inA += Long.bitCount(a[word + 2]);
      inBoth += Long.bitCount(a[word + 2] & b[word + 5]);
    }

    assertThat(Kernels.popcount(a, 2, 1_024)).isEqualTo(inA);
    assertThat(Kernels.andCount(a, 2, b, 5, 1_024)).isEqualTo(inBoth);
  }

  @ParameterizedTest(name = "{0} words")
  @ValueSource(ints = {0, 1, 7, 8, 63, 1_024})
  void bothFormsCombineSeveralStrips(int words) {
    var random = new SplittableRandom(70L + words);
    long[] a = Words.random(random, words, 0.3);
    long[] b = Words.random(random, words, 0.6);
    long[] which = Words.random(random, words, 0.5);
    long[] plain = new long[words];
    long[] once = a.clone();
    long[] twice = b.clone();
    long[] plainOnce = a.clone();
    long[] plainTwice = b.clone();

    long anyBoth = PlainSets.both(a, b, 0, plain, words);
    long[] both = Words.actual(plain, target -> Kernels.both(a, b, target, words));
    assertThat(both).isEqualTo(plain);
    assertThat(Kernels.both(a, b, both, words)).isEqualTo(anyBoth);
    long anyChosen = PlainSets.choose(which, a, b, 0, plain, words);
    assertThat(Kernels.choose(which, a, b, both, words)).isEqualTo(anyChosen);
    assertThat(both).isEqualTo(plain);
    for (long flip = -1; flip <= 0; flip++) {
      Kernels.tally(which, flip, once, twice, words);
      PlainSets.tally(which, flip, plainOnce, plainTwice, 0, words);
      assertThat(once).isEqualTo(plainOnce);
      assertThat(twice).isEqualTo(plainTwice);
    }
    for (int i = 0; i < words; i++) {
      assertThat(plain[i]).isEqualTo((which[i] & a[i]) | (~which[i] & b[i]));
      // With a bit and its complement added, each was seen at least once.
      assertThat(once[i]).isEqualTo(-1);
      assertThat(twice[i]).isEqualTo(a[i] | b[i]);
    }
  }

  @ParameterizedTest(name = "{0} codes of {1} bytes")
  @CsvSource({
    "0,1", "1,1", "63,1", "64,1", "65,1", "1000,1", "0,2", "1,2", "64,2", "777,2", "0,4", "1,4",
    "64,4", "16384,4", "0,8", "1,8", "64,8", "1001,8"
  })
  void bothFormsFindTheCodesInARange(int count, int width) {
    long seed = 100L * count + width;
    var random = new SplittableRandom(seed);
    // Few different codes and many: both ends of the range occur, and so do the extremes.
    long largest = width == 8 ? Long.MAX_VALUE : (1L << (8 * width)) - 1;
    long[] codes = new long[count];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(OFFSET + (long) count * width + 1);
      for (int i = 0; i < count; i++) {
        codes[i] =
            switch (random.nextInt(4)) {
              case 0 -> random.nextLong(Math.min(16, largest));
              case 1 -> largest - random.nextInt(3);
              default -> random.nextLong(largest);
            };
        set(memory, width, i, codes[i]);
      }
      long[][] ranges = {
        {0, largest},
        {0, 0},
        {largest, largest},
        {largest - 1, largest},
        {3, 11},
        {1, largest - 1},
        {largest / 2, largest / 2 + largest / 3},
        {7, 6},
      };
      for (long[] range : ranges) {
        long[] expected = inRange(codes, range[0], range[1]);
        String description = "seed=" + seed + ", low=" + range[0] + ", high=" + range[1];
        long[] plain = ones(expected.length);
        PlainRanges.inRange(memory, OFFSET, width, 0, count, range[0], range[1], plain);
        assertThat(plain).as("plain, " + description).isEqualTo(expected);
        long[] chosen = ones(expected.length);
        Kernels.inRange(memory, OFFSET, width, count, range[0], range[1], chosen);
        assertThat(chosen).as("chosen, " + description).isEqualTo(expected);
        if (range[0] <= range[1]) {
          long[] vector = ones(expected.length);
          VectorRanges.inRange(memory, OFFSET, width, count, range[0], range[1], vector);
          assertThat(vector).as("vector, " + description).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {1, 2, 4})
  void aRangeReachesPastTheCodesOfItsWidth(int width) {
    long largest = (1L << (8 * width)) - 1;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(OFFSET + 64L * width + 1);
      for (int i = 0; i < 64; i++) {
        set(memory, width, i, i < 32 ? i : largest);
      }
      long[] target = new long[1];

      Kernels.inRange(memory, OFFSET, width, 64, -5, largest + 300, target);
      assertThat(target[0]).isEqualTo(-1L);
      Kernels.inRange(memory, OFFSET, width, 64, largest + 1, largest + 300, target);
      assertThat(target[0]).isZero();
      Kernels.inRange(memory, OFFSET, width, 64, -9, -1, target);
      assertThat(target[0]).isZero();
      Kernels.inRange(memory, OFFSET, width, 64, Long.MIN_VALUE, 3, target);
      assertThat(target[0]).isEqualTo(0b1111L);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50, 2_000})
  void listsShareTheValuesThatAreInBoth(int step) {
    for (int seed = 0; seed < 20; seed++) {
      var random = new SplittableRandom(seed);
      char[] a = ascending(random, step);
      char[] b = ascending(random, 1 + random.nextInt(2 * step));
      long expected =
          new String(a).chars().filter(value -> new String(b).indexOf(value) >= 0).count();
      assertThat(Kernels.shared(a, a.length, b, b.length)).as("seed=%d", seed).isEqualTo(expected);
      assertThat(Kernels.shared(b, b.length, a, a.length)).as("seed=%d", seed).isEqualTo(expected);
      assertThat(Kernels.shared(a, a.length, b, 0)).isZero();
    }
  }

  private static char[] ascending(SplittableRandom random, int step) {
    var values = new StringBuilder();
    for (int value = random.nextInt(step); value < 4_000; value += 1 + random.nextInt(step)) {
      values.append((char) value);
    }
    return values.toString().toCharArray();
  }

  private static void set(MemorySegment memory, int width, long row, long code) {
    for (int i = 0; i < width; i++) {
      memory.set(Layouts.U8, OFFSET + row * width + i, (byte) (code >>> (i << 3)));
    }
  }

  private static long[] inRange(long[] codes, long low, long high) {
    long[] bits = new long[(codes.length + 63) >>> 6];
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] >= low && codes[i] <= high) {
        bits[i >>> 6] |= 1L << i;
      }
    }
    return bits;
  }

  private static long[] ones(int words) {
    return Words.actual(new long[words], target -> Kernels.not(target, 0, words));
  }

  @ParameterizedTest(name = "width {0}")
  @ValueSource(ints = {0, 1, 2, 4, 8})
  void codesAreAddedToTheSumsOfTheirRows(int width) {
    var random = new SplittableRandom(width);
    int rows = 5_000;
    long[] expected = new long[1 << 16];
    long[] sums = new long[1 << 16];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment lows = arena.allocate(OFFSET + 2L * rows);
      MemorySegment codes = arena.allocate(OFFSET + 8L * rows);
      for (int row = 0; row < rows; row++) {
        int low = random.nextInt(1 << 16);
        long code = width == 0 ? 1 : random.nextLong(200);
        lows.set(Layouts.U16, OFFSET + 2L * row, (short) low);
        for (int i = 0; i < width; i++) {
          codes.set(Layouts.U8, OFFSET + (long) width * row + i, (byte) (code >>> (8 * i)));
        }
        expected[low] += code == 0 ? 0 : (code - 70) * 1_000;
      }

      RowKernels.addValues(lows, OFFSET, codes, OFFSET, width, rows, -70, 1_000, sums);
    }
    assertThat(sums).isEqualTo(expected);
  }

  @Test
  void numbersInARangeAreMarkedBesideOthers() {
    var random = new SplittableRandom(7);
    long[] numbers = random.longs(1 << 16, -50, 50).toArray();
    numbers[1] = Long.MIN_VALUE;
    numbers[2] = Long.MAX_VALUE;
    long[] before = Words.random(random, 1 << 10, 0.1);
    for (long[] range : new long[][] {{1, 20}, {-50, -1}, {Long.MIN_VALUE, -3}, {5, 4}}) {
      long[] expected = before.clone();
      for (int i = 0; i < numbers.length; i++) {
        if (numbers[i] >= range[0] && numbers[i] <= range[1]) {
          expected[i >>> 6] |= 1L << i;
        }
      }
      long[] plain = before.clone();
      long[] actual = before.clone();

      PlainRanges.orInRange(numbers, range[0], range[1], plain);
      RowKernels.orInRange(numbers, range[0], range[1], actual);

      assertThat(plain).isEqualTo(expected);
      assertThat(actual).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {0, 1, 63, 64, 65, 4_096})
  void rowsOfSomeCustomersAreListed(int rows) {
    var random = new SplittableRandom(rows);
    long[] customers = Words.random(random, 1 << 10, 0.3);
    char[] places = new char[rows];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment lows = arena.allocate(OFFSET + 2L * rows);
      int expected = 0;
      for (int row = 0; row < rows; row++) {
        int low = random.nextInt(1 << 16);
        lows.set(Layouts.U16, OFFSET + 2L * row, (short) low);
        places[expected] = (char) row;
        expected += (int) (customers[low >>> 6] >>> low & 1);
      }
      char[] actual = new char[rows];

      int found = RowKernels.ofCustomers(lows, OFFSET, rows, customers, actual);

      assertThat(found).isEqualTo(expected);
      assertThat(Arrays.copyOf(actual, found)).isEqualTo(Arrays.copyOf(places, expected));
    }
  }
}
