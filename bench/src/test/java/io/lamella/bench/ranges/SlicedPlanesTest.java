package io.lamella.bench.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: planes and column count as a loop does. Method: random numbers of widths that fill their
/// last group of planes and that do not, as many as do not fill the last line; ranges at both ends
/// and within.
class SlicedPlanesTest {
  private static final int SIZE = 5_001;

  @ParameterizedTest(name = "{0} bits")
  @ValueSource(ints = {1, 4, 7, 8, 14, 20, 30})
  void everyRangeIsCountedAsALoopDoes(int bits) {
    int largest = (int) ((1L << bits) - 1);
    int[] numbers = new SplittableRandom(bits).ints(SIZE, 0, 1 << bits).toArray();
    try (var planes = new SlicedPlanes(numbers, bits);
        var column = new PackedColumn(numbers, bits)) {
      for (int[] range :
          new int[][] {
            {0, 0},
            {0, largest},
            {largest, largest},
            {largest / 3, largest / 2},
            {1, largest},
            {0, largest / 2},
            {numbers[0], numbers[0]}
          }) {
        int low = range[0];
        int high = Math.max(low, range[1]);
        long expected =
            Arrays.stream(numbers).filter(number -> low <= number && number <= high).count();
        assertThat(planes.countByAllPlanes(low, high))
            .as("%d to %d", low, high)
            .isEqualTo(expected);
        assertThat(planes.countByTopPlanes(low, high)).isEqualTo(expected);
        assertThat(column.count(low, high)).isEqualTo(expected);
      }
    }
  }
}
