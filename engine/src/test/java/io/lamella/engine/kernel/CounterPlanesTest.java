package io.lamella.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: *at least n of k* is right for every n up to the limit, whichever way sets are added, and
/// again after the counters are cleared. Method: one plain counter for each bit.
class CounterPlanesTest {

  @ParameterizedTest(name = "{0} sets, at most {1}, strips of {2} words")
  @CsvSource({
    "1,1,16",
    "5,1,16",
    "2,2,16",
    "14,2,256",
    "14,3,256",
    "14,4,17",
    "14,7,16",
    "90,5,16",
    "90,17,9",
    "90,64,8",
    "90,90,16",
    "300,255,5",
    "300,256,5",
    "300,257,5",
    "40,65535,3"
  })
  void customersOfAtLeastSoManySetsAreFound(int sets, int limit, int words) {
    long seed = 31L * sets + limit;
    var random = new SplittableRandom(seed);
    var planes = new CounterPlanes(words, limit);
    for (int round = 0; round < 3; round++) {
      int[] counts = new int[words << 6];
      planes.clear();
      for (int set = 0; set < sets; set++) {
        // Some sets are nearly everybody, so that counters pass high limits.
        double density = random.nextInt(3) == 0 ? 0.05 : 0.97;
        long[] bits = Words.random(random, words, density);
        count(bits, counts);
        addEitherWay(planes, bits, random);
        if (random.nextInt(20) == 0) {
          check(planes, counts, Math.min(limit, set / 2), words, seed);
        }
      }
      for (int n : new int[] {0, 1, 2, 3, limit / 2, limit - 1, limit}) {
        check(planes, counts, Math.min(n, limit), words, seed);
      }
    }
  }

  @Test
  void aCounterFarPastTheLimitStaysThere() {
    var planes = new CounterPlanes(1, 3);
    for (int set = 0; set < 1_000; set++) {
      planes.next()[0] = 0b101;
      planes.addNext();
      if (set >= 2) {
        long[] target = new long[1];
        planes.atLeast(3, target, 0);
        assertThat(target[0]).isEqualTo(0b101);
      }
    }
  }

  @Test
  void theLargestLimitIsCounted() {
    int limit = 65_535;
    var planes = new CounterPlanes(1, limit);
    long[] target = new long[1];
    for (int set = 0; set < limit; set++) {
      planes.next()[0] = set == 0 ? 1 : 3;
      planes.addNext();
    }
    planes.atLeast(limit, target, 0);
    assertThat(target[0]).isEqualTo(1);
    planes.atLeast(limit - 1, target, 0);
    assertThat(target[0]).isEqualTo(3);
  }

  @Test
  void noSetAtAllIsNoLimit() {
    assertThatThrownBy(() -> new CounterPlanes(1, 0)).hasMessageContaining("atLeast=0");
  }

  private static void addEitherWay(CounterPlanes planes, long[] bits, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      long[] used = new long[bits.length + 2];
      System.arraycopy(bits, 0, used, 2, bits.length);
      planes.add(used, 2);
    } else {
      System.arraycopy(bits, 0, planes.next(), 0, bits.length);
      planes.addNext();
    }
  }

  private static void count(long[] bits, int[] counts) {
    for (int bit = 0; bit < counts.length; bit++) {
      counts[bit] += (int) (bits[bit >>> 6] >>> bit & 1);
    }
  }

  private static void check(CounterPlanes planes, int[] counts, int n, int words, long seed) {
    long[] expected = new long[words + 1];
    for (int bit = 0; bit < counts.length; bit++) {
      if (counts[bit] >= n) {
        expected[1 + (bit >>> 6)] |= 1L << bit;
      }
    }
    long[] target = new long[words + 1];
    planes.atLeast(n, target, 1);
    assertThat(target).as("seed=%d, n=%d", seed, n).isEqualTo(expected);
  }
}
