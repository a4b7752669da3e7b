package io.lamella.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

  @Test
  void aTimeTwentyTimesShorterThanTheRivalsReachesAGoalOfTwenty() {
    assertThat(Figure.faster("boolean.roaring", 1e6, 20e6, 20).toString())
        .matches("boolean.roaring +1  ms +rival=20 +ratio=20 +goal=>=20 +ok");
  }

  @Test
  void aTimeThatMissesItsGoalIsShort() {
    assertThat(Figure.faster("boolean.roaring", 1e6, 19e6, 20).toString()).endsWith("short");
  }

  @Test
  void aDistanceToTheLimitIsMeasuredTheOtherWayRound() {
    assertThat(Figure.within("boolean.limit", 2.2e6, 1e6, 2.3).met()).isTrue();
    assertThat(Figure.within("boolean.limit", 2.4e6, 1e6, 2.3).met()).isFalse();
  }
}
