package io.lamella.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimingTest {
  private static final Timing SHORT = new Timing(0, 0);

  @Test
  void aWrongAnswerIsNotTimed() {
    assertThatThrownBy(() -> SHORT.median("roaring", 3, () -> 4))
        .hasMessage("roaring answers wrongly: expected=3, answer=4");
  }

  @Test
  void theWarmUpGoesOnWhileTheQuestionGetsFaster() {
    long[] asked = {0};
    double nanos =
        SHORT.median(
            "settling",
            1,
            () -> {
              long until = System.nanoTime() + (asked[0]++ < 15 ? 20_000_000L / asked[0] : 0);
              while (System.nanoTime() < until) {
                Thread.onSpinWait();
              }
              return 1;
            });
    assertThat(asked[0]).isGreaterThan(15);
    assertThat(nanos).isLessThan(1_000_000);
  }
}
