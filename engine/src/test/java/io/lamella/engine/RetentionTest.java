package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.EngineConfig.Storage;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.query.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a behaviour's events are kept for as long as was said. Method: events of many days, before
/// and after a restart.
class RetentionTest {
  private static final String WORKSPACE = "default";

  @TempDir private Path folder;

  @Test
  void olderDaysAreDroppedAndAnswersThatReachBeyondSaySo() {
    EngineConfig config = new EngineConfig(1L << 28, 1, Limits.DEFAULT).with(Storage.in(folder));
    try (Engine engine = Engine.open(config)) {
      for (int day = 0; day < 60; day++) {
        write(engine, "purchase", Duration.ofDays(day));
        write(engine, "viewed", Duration.ofDays(day));
      }
      assertThat(engine.count("did('purchase').count() >= 60")).isEqualTo(1);

      engine.putRetention(WORKSPACE, "purchase", OptionalInt.of(10));

      await(() -> engine.count("did('purchase').count() >= 12") == 0);
      assertThat(engine.count("did('purchase').count() >= 10")).isEqualTo(1);
      assertThat(engine.count("did('viewed').count() >= 60")).isEqualTo(1);
      assertThat(warnings(engine, "did('purchase').within(last('30d'))"))
          .containsExactly(
              "events of 'purchase' are kept for 10 days: the window reaches beyond, older ones are"
                  + " not counted");
      assertThat(warnings(engine, "did('purchase').within(last('5d'))")).isEmpty();
      assertThat(warnings(engine, "did('viewed').within(last('30d'))")).isEmpty();
      WriteResult late = write(engine, "purchase", Duration.ofDays(20));
      assertThat(late.outcomes().getFirst()).isInstanceOf(WriteResult.Refused.class);
    }
    try (Engine engine = Engine.open(config)) {
      await(() -> engine.count("did('purchase').count() >= 12") == 0);
      assertThat(engine.count("did('purchase').count() >= 10")).isEqualTo(1);
      engine.putRetention(WORKSPACE, "purchase", OptionalInt.empty());
      assertThat(warnings(engine, "did('purchase').within(last('30d'))")).isEmpty();
    }
  }

  @Test
  void noDaysAreRefused() {
    try (Engine engine = Engine.open(new EngineConfig(1L << 28, 1, Limits.DEFAULT))) {
      assertThatThrownBy(() -> engine.putRetention(WORKSPACE, "purchase", OptionalInt.of(0)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("days=0");
    }
  }

  private static WriteResult write(Engine engine, String behaviour, Duration ago) {
    var event = new Write.Event("ann", behaviour, Instant.now().minus(ago), "", Map.of());
    return engine.write(WORKSPACE, List.of(event)).join();
  }

  private static List<String> warnings(Engine engine, String expression) {
    try (PreparedQuestion question = engine.prepare(Question.of(expression))) {
      return question.warnings().getFirst().stream().map(fault -> fault.message()).toList();
    }
  }

  private interface Condition {
    boolean holds();
  }

  /// The background drops what is kept no longer.
  private static void await(Condition condition) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!condition.holds() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(condition.holds()).isTrue();
  }
}
