package io.lamella.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowableMemoryTest {
  private static final long MIB = 1 << 20;

  private final MemoryBudget budget = new MemoryBudget(200 * MIB);

  @Test
  void growsInPlaceKeepsWhatWasWrittenAndStartsAsZeroes() {
    try (var memory = new GrowableMemory(budget, Purpose.STAGING, 1L << 40)) {
      memory.ensure(8);
      memory.memory().set(ValueLayout.JAVA_LONG, 0, 42);
      for (long bytes = 8; bytes <= 100 * MIB; bytes *= 2) {
        memory.ensure(bytes);
        assertThat(memory.memory().get(ValueLayout.JAVA_LONG, bytes - 8)).isIn(0L, 42L);
        assertThat(memory.accountedBytes()).isBetween(bytes, Math.max(1 << 14, bytes * 9 / 8));
        assertThat(budget.used(Purpose.STAGING)).isEqualTo(memory.accountedBytes());
      }

      assertThat(memory.memory().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
    }
    assertThat(budget.used()).isZero();
  }

  @Test
  void growsToTheLastByteOfTheBudgetAndIsRefusedTheNext() {
    try (var memory = new GrowableMemory(budget, Purpose.STAGING, 1L << 40)) {
      memory.ensure(190 * MIB);
      memory.ensure(200 * MIB);

      assertThatThrownBy(() -> memory.ensure(200 * MIB + 1))
          .isInstanceOf(BudgetExceededException.class)
          .hasMessageContaining("allowed=" + 200 * MIB + " bytes");
      assertThat(memory.accountedBytes()).isEqualTo(200 * MIB);
      memory.memory().set(ValueLayout.JAVA_BYTE, 200 * MIB - 1, (byte) 1);
    }
  }

  @Test
  void whatIsEmptiedReadsAsZeroesAndGrowsAgain() {
    try (var memory = new GrowableMemory(budget, Purpose.STAGING, MIB)) {
      memory.ensure(100_000);
      memory.memory().asSlice(0, 100_000).fill((byte) 7);

      memory.empty();

      assertThat(budget.used()).isZero();
      assertThat(memory.memory().get(ValueLayout.JAVA_BYTE, 0)).isZero();
      assertThat(memory.memory().get(ValueLayout.JAVA_BYTE, 99_999)).isZero();
      memory.ensure(10);
      memory.memory().set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
      assertThat(budget.used()).isEqualTo(memory.accountedBytes());
    }
    assertThat(budget.used()).isZero();
  }

  @Test
  void takesNoMoreThanNeededWhenLittleIsLeft() {
    budget.reserve(Purpose.ATTRIBUTES, 200 * MIB - 100);
    try (var memory = new GrowableMemory(budget, Purpose.STAGING, MIB)) {
      memory.ensure(100);

      assertThat(memory.accountedBytes()).isEqualTo(100);
      assertThatThrownBy(() -> memory.ensure(101)).isInstanceOf(BudgetExceededException.class);
    }
  }

  @Test
  void isRefusedBeyondItsOwnLimitByName() {
    try (var memory = new GrowableMemory(budget, Purpose.STAGING, 1_000)) {
      memory.ensure(1_000);

      assertThatThrownBy(() -> memory.ensure(1_001))
          .isInstanceOf(BudgetExceededException.class)
          .hasMessageContaining("one table would grow too large")
          .hasMessageContaining("allowed=1000 bytes");
    }
  }

  @Test
  void aFixedSizeThatIsRefusedLeavesNothingBehind() {
    assertThatThrownBy(() -> GrowableMemory.ofSize(budget, Purpose.STAGING, 201 * MIB))
        .isInstanceOf(BudgetExceededException.class);

    assertThat(budget.used()).isZero();
  }

  @Test
  void closingTwiceIsClosingOnce() {
    var memory = GrowableMemory.ofSize(budget, Purpose.STAGING, MIB);

    memory.close();
    memory.close();

    assertThat(budget.used()).isZero();
    assertThat(memory.accountedBytes()).isZero();
  }

  @Test
  void thousandsOfThemFindAddresses() {
    List<GrowableMemory> all = new ArrayList<>();
    try {
      for (int i = 0; i < 5_000; i++) {
        all.add(new GrowableMemory(budget, Purpose.DICTIONARIES, 1L << 38));
      }
      assertThat(budget.used()).isZero();
    } finally {
      all.forEach(GrowableMemory::close);
    }
  }
}
