package io.lamella.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: *at least n of k* is right for every n up to the limit, whichever way sets are added and
/// whatever they weigh, and again after the counters are cleared. Method: one plain counter for
/// each bit.
class CounterPlanesTest {
  private static final int CHUNK = Words.CHUNK;

  /// Room for any container.
  private static final long SLOT = 1 << 17;

  @ParameterizedTest(name = "{0} sets, at most {1}")
  @CsvSource({
    "1,1", "5,1", "2,2", "14,2", "40,2", "14,3", "14,4", "14,7", "90,5", "90,17", "90,32", "90,33",
    "90,64", "90,90", "200,128", "300,255", "300,257"
  })
  void customersOfAtLeastSoManySetsAreFound(int sets, int limit) {
    long seed = 31L * sets + limit;
    var random = new SplittableRandom(seed);
    var planes = new CounterPlanes(CHUNK, limit);
    for (int n : new int[] {1, 2, 3, limit / 2, limit - 1, limit}) {
      if (n < 1 || n > limit) {
        continue;
      }
      int[] counts = new int[CHUNK << 6];
      planes.clear(n);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment memory = arena.allocate(sets * SLOT + 64);
        for (int set = 0; set < sets; set++) {
          int weight = random.nextInt(4) == 0 ? random.nextInt(8) : 0;
          add(planes, random, weight, counts, memory, set * SLOT);
        }
        long[] target = new long[CHUNK];
        planes.atLeast(target);
        assertThat(target).as("seed=%d, n=%d", seed, n).isEqualTo(expected(counts, n));
      }
    }
  }

  @Test
  void aCounterFarPastTheLimitStaysThere() {
    var planes = new CounterPlanes(1, 3);
    long[] target = new long[1];
    for (int set = 0; set < 1_000; set++) {
      planes.add(new long[] {0b101}, 0);
      if (set >= 2) {
        planes.atLeast(target);
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
      planes.add(new long[] {set == 0 ? 1 : 3}, 0);
    }
    planes.atLeast(target);
    assertThat(target[0]).isEqualTo(1);
  }

  @Test
  void aWeightBeyondThePlanesIsEnoughByItself() {
    var planes = new CounterPlanes(1, 200);
    planes.clear(200);
    planes.add(new long[] {0b11}, 7);
    planes.add(5, 8);
    long[] target = new long[1];
    planes.atLeast(target);
    assertThat(target[0]).isEqualTo(0b100000);
  }

  @Test
  void noSetAtAllIsNoLimit() {
    assertThatThrownBy(() -> new CounterPlanes(1, 0)).hasMessageContaining("atLeast=0");
  }

  /// One set in one of the ways there are.
  private static void add(
      CounterPlanes planes,
      SplittableRandom random,
      int weight,
      int[] counts,
      MemorySegment memory,
      long offset) {
    int way = random.nextInt(4);
    // Some sets are nearly everybody, so that counters pass high limits.
    double density = way == 1 ? 0.005 : random.nextInt(3) == 0 ? 0.05 : 0.97;
    long[] bits = Words.random(random, CHUNK, density);
    for (int bit = 0; bit < counts.length; bit++) {
      counts[bit] += (int) (bits[bit >>> 6] >>> bit & 1) << weight;
    }
    switch (way) {
      case 0 -> planes.add(bits, weight);
      case 1 -> {
        int cardinality = 0;
        for (int bit = 0; bit < counts.length; bit++) {
          if ((bits[bit >>> 6] >>> bit & 1) != 0) {
            memory.set(ValueLayout.JAVA_SHORT, offset + 2L * cardinality++, (short) bit);
          }
        }
        planes.addArray(memory, offset, cardinality, weight);
      }
      default -> {
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment packed = Words.packed(arena, bits);
          MemorySegment.copy(
              packed, Words.OFFSET, memory, offset, packed.byteSize() - Words.OFFSET);
        }
        planes.addPacked(memory, offset, weight);
      }
    }
  }

  private static long[] expected(int[] counts, int n) {
    long[] expected = new long[counts.length >>> 6];
    for (int bit = 0; bit < counts.length; bit++) {
      if (counts[bit] >= n) {
        expected[bit >>> 6] |= 1L << bit;
      }
    }
    return expected;
  }
}
