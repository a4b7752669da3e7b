package io.lamella.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

  @Test
  void takesEverythingItAllowsAndNotOneByteMore() {
    var budget = new MemoryBudget(1_000);

    budget.reserve(Purpose.ATTRIBUTES, 600);
    budget.reserve(Purpose.STAGING, 400);

    assertThatThrownBy(() -> budget.reserve(Purpose.STAGING, 1))
        .isInstanceOf(BudgetExceededException.class)
        .hasMessageContaining("needed=1001 bytes")
        .hasMessageContaining("allowed=1000 bytes")
        .hasMessageContaining("in use=1000 bytes");
    assertThat(budget.used()).isEqualTo(1_000);
    assertThat(budget.used(Purpose.ATTRIBUTES)).isEqualTo(600);
    assertThat(budget.used(Purpose.STAGING)).isEqualTo(400);
    assertThat(budget.used(Purpose.DICTIONARIES)).isZero();
    assertThat(budget.limit()).isEqualTo(1_000);
  }

  @Test
  void whatIsGivenBackMayBeTakenAgain() {
    var budget = new MemoryBudget(1_000);
    budget.reserve(Purpose.BEHAVIOURS, 1_000);

    budget.release(Purpose.BEHAVIOURS, 300);
    budget.reserve(Purpose.DICTIONARIES, 300);

    assertThat(budget.used(Purpose.BEHAVIOURS)).isEqualTo(700);
    assertThat(budget.used(Purpose.DICTIONARIES)).isEqualTo(300);
    assertThat(budget.used()).isEqualTo(1_000);
  }

  @Test
  void manyThreadsTogetherNeverPassIt() {
    var budget = new MemoryBudget(100);
    var passed = new AtomicBoolean();

    IntStream.range(0, 200_000)
        .parallel()
        .forEach(i -> {
          if (budget.tryReserve(Purpose.STAGING, 60)) {
            passed.compareAndSet(false, budget.used() > 100);
            budget.release(Purpose.STAGING, 60);
          }
        });

    assertThat(passed).isFalse();
    assertThat(budget.used()).isZero();
  }
}
