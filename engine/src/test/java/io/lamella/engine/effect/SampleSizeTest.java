package io.lamella.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: sizes are those of R's `power.prop.test`, rounded up.
class SampleSizeTest {

  /// The first line is the example of its manual: n = 76.7.
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.25, 0.9, 0.95, 77",
    "0.75, -0.25, 0.9, 0.95, 77",
    "0.1, 0.05, 0.8, 0.95, 686"
  })
  void sizesAreThoseOfR(
      double baseRate, double difference, double power, double confidence, long size) {
    assertThat(new SampleSize(baseRate, difference, power, confidence).perGroup()).isEqualTo(size);
  }

  @Test
  void whatIsNoShareOrLikelihoodIsRefused() {
    assertThatThrownBy(() -> new SampleSize(0.9, 0.1, 0.8, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SampleSize(0.1, 0, 0.8, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SampleSize(0.1, 0.1, 1, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
