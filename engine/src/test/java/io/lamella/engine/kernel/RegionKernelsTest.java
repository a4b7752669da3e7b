package io.lamella.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: the customers of a block are counted by the sets that they are in. Method: a loop over
/// single bits.
class RegionKernelsTest {

  @ParameterizedTest(name = "{0} sets")
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 12, 16})
  void everyCustomerHasHisCode(int sets) {
    var random = new SplittableRandom(70L + sets);
    long[][] planes = new long[RegionKernels.PLANES][];
    for (int plane = 0; plane < planes.length; plane++) {
      planes[plane] = Words.random(random, RegionKernels.BLOCK_WORDS, random.nextDouble());
    }
    RegionKernels.clear(planes, sets);
    int[] expected = new int[1 << sets];
    for (int customer = 0; customer < RegionKernels.BLOCK_WORDS << 6; customer++) {
      int code = 0;
      for (int set = 0; set < sets; set++) {
        code |= (int) (planes[set][customer >>> 6] >>> customer & 1) << set;
      }
      expected[code]++;
    }
    int[] counts = new int[1 << sets];
    int[] others = new int[1 << sets];

    RegionKernels.count(planes, counts, others);

    for (int code = 1; code < expected.length; code++) {
      assertThat(counts[code] + others[code]).as("code %d", code).isEqualTo(expected[code]);
    }
  }
}
