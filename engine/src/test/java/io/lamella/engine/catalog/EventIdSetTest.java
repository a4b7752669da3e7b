package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdSetTest {
  private final MemoryBudget budget = new MemoryBudget(1 << 30);

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void agreesWithAHashSetWhileItGrows(long seed) {
    var random = new SplittableRandom(seed);
    Set<String> expected = new HashSet<>();
    try (var set = new EventIdSet(budget)) {
      for (int i = 0; i < 200_000; i++) {
        String id = "événement-" + random.nextInt(100_000);
        assertThat(set.contains(id)).as("seed=%d, i=%d", seed, i).isEqualTo(expected.contains(id));
        assertThat(set.add(id)).as("seed=%d, i=%d", seed, i).isEqualTo(expected.add(id));
      }
      assertThat(set.size()).as("seed=%d", seed).isEqualTo(expected.size());
      assertThat(set.sizeBytes()).isEqualTo(budget.used(Purpose.DICTIONARIES));
      assertThat(set.sizeBytes()).isBetween(16 * set.size() * 4 / 3, 16 * set.size() * 8 / 3);
    }
    assertThat(budget.used()).isZero();
  }

  @Test
  void anEmptyIdIsAnId() {
    try (var set = new EventIdSet(budget)) {
      assertThat(set.contains("")).isFalse();
      assertThat(set.add("")).isTrue();
      assertThat(set.add("")).isFalse();
    }
  }
}
