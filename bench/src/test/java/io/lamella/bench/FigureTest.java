package io.lamella.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

  @Test
  void aTimeTwentyTimesShorterThanTheRivalsReachesAGoalOfTwenty() {
    assertThat(Figure.faster("boolean.roaring", 140_000, 2_800_000, 20).toString())
        .matches("boolean.roaring +140  us +rival=2800 +ratio=20 +goal=>=20 +ok");
  }

  @Test
  void aTimeThatMissesItsGoalIsShort() {
    assertThat(Figure.faster("boolean.roaring", 1e6, 19e6, 20).toString()).endsWith(" short");
  }

  @Test
  void aDistanceToTheLimitIsMeasuredTheOtherWayRound() {
    assertThat(Figure.within("boolean.limit", 2.2e6, 1e6, 2.3).met()).isTrue();
    assertThat(Figure.within("boolean.limit", 2.4e6, 1e6, 2.3).met()).isFalse();
  }

  @Test
  void aSizeMayNotPassTheRivals() {
    assertThat(Figure.size("size.flags", 100, 100).met()).isTrue();
    assertThat(Figure.size("size.flags", 101, 100).met()).isFalse();
  }

  @Test
  void aFigureThatCouldNotBeHadIsShortAndSaysNothingElse() {
    assertThat(Figure.missing("boolean.duckdb").toString())
        .matches("boolean.duckdb +-  - +rival=- +ratio=- +goal=- +short");
  }
}
