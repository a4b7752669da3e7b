package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.store.FaultDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Goal: an erased customer is at once in no answer, and after two checkpoints or one that purges
/// its id, and the values that only it had, are in no file. Method: a customer whose id and values
/// nobody else has is erased among others, from the journal and from a checkpoint; every byte of
/// every file is searched.
class ErasureTest {
  private static final String CANARY = "canary-of-the-coal-mine";
  private static final String CANARY_VALUE = "feathers-of-the-canary";
  private static final String CANARY_PROPERTY = "song-of-the-canary";

  private final FaultDisk disk = new FaultDisk(1);

  @Test
  void anErasedCustomerIsInNoAnswerAtOnce() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      assertThat(members(engine)).contains(CANARY);

      erase(engine);

      assertGone(engine);
    }
    try (Engine engine = LiveModel.open(disk)) {
      assertGone(engine);
      // The same id is a new customer, of whom nothing is known.
      write(engine, List.of(Write.Upsert.of(CANARY, Map.of())));
      assertThat(members(engine)).contains(CANARY);
      assertThat(engine.count("plumage == '" + CANARY_VALUE + "'")).isZero();
      assertThat(engine.count("did('sang').where(song == '" + CANARY_PROPERTY + "')")).isZero();
    }
  }

  @Test
  void afterTwoCheckpointsNothingOfItIsInAnyFile() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      engine.checkpoint(false).join();
      assertThat(filesWith(CANARY)).isNotEmpty();
      erase(engine);
      engine.checkpoint(false).join();
      write(engine, List.of(Write.Upsert.of("another", Map.of())));
      engine.checkpoint(false).join();
      assertNowhere();
      assertGone(engine);
    }
    reopened();
  }

  @Test
  void afterOneCheckpointThatPurgesNothingOfItIsInAnyFile() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      engine.checkpoint(false).join();
      erase(engine);
      engine.checkpoint(true).join();
      assertNowhere();
      assertGone(engine);
    }
    reopened();
  }

  @Test
  void whatIsWrittenDuringACheckpointThatPurgesKeepsNothingBeforeIt() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      store(engine);
      erase(engine);
      var checkpoint = engine.checkpoint(true);
      int others = 0;
      while (!checkpoint.isDone() || others == 0) {
        write(engine, List.of(Write.Upsert.of("another-" + others++, Map.of())));
      }
      checkpoint.join();
      assertNowhere();
    }
    reopened();
  }

  @Test
  void whoIsMadeAndErasedBetweenCheckpointsIsInNoFileEither() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      engine.checkpoint(false).join();
      store(engine);
      erase(engine);
      assertThat(filesWith(CANARY)).isNotEmpty();
      engine.checkpoint(true).join();
      assertNowhere();
    }
    reopened();
  }

  private void reopened() throws IOException {
    try (Engine engine = LiveModel.open(disk)) {
      assertGone(engine);
      assertNowhere();
    }
  }

  private static void store(Engine engine) {
    List<Write> batch = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      batch.addAll(customer(i == 25 ? CANARY : "customer-" + i, i == 25));
    }
    write(engine, batch);
  }

  private static List<Write> customer(String id, boolean canary) {
    return List.of(
        Write.Upsert.of(
            id, Map.of("plumage", new WriteValue.OfText(canary ? CANARY_VALUE : "grey"))),
        new Write.Event(
            id,
            "sang",
            Instant.parse("2026-01-02T00:00:00Z"),
            "",
            Map.of("song", new WriteValue.OfText(canary ? CANARY_PROPERTY : "scale"))));
  }

  private static void erase(Engine engine) {
    write(engine, List.of(new Write.Erase(CANARY)));
  }

  private static void write(Engine engine, List<Write> batch) {
    assertThat(engine.write(Question.DEFAULT_WORKSPACE, batch).join().outcomes())
        .allMatch(WriteResult.STORED::equals);
  }

  private static List<String> members(Engine engine) {
    return List.copyOf(PlainWorkspace.members(engine, "everyone()"));
  }

  private static void assertGone(Engine engine) {
    assertThat(members(engine)).doesNotContain(CANARY);
    assertThat(PlainWorkspace.members(engine, "did('sang')")).doesNotContain(CANARY);
    assertThat(PlainWorkspace.members(engine, "!(plumage == 'grey')")).doesNotContain(CANARY);
    assertThat(engine.count("plumage == '" + CANARY_VALUE + "'")).isZero();
    assertThat(engine.count("did('sang').where(song == '" + CANARY_PROPERTY + "')")).isZero();
    assertThat(engine.attributeValues(Question.DEFAULT_WORKSPACE, "plumage", "canary", 10).values())
        .isEmpty();
    assertThat(
            engine
                .propertyValues(Question.DEFAULT_WORKSPACE, "sang", "song", "canary", 10)
                .values())
        .isEmpty();
    try (var question = PlainWorkspace.prepare(engine, List.of(Expression.of("everyone()")))) {
      assertThat(question.population()).isEqualTo(members(engine).size());
    }
  }

  private void assertNowhere() throws IOException {
    assertThat(filesWith(CANARY)).isEmpty();
    assertThat(filesWith(CANARY_VALUE)).isEmpty();
    assertThat(filesWith(CANARY_PROPERTY)).isEmpty();
  }

  /// The files that hold these bytes.
  private List<String> filesWith(String text) throws IOException {
    List<String> found = new ArrayList<>();
    for (String folder : disk.list("")) {
      for (String name : disk.list(folder)) {
        String content = new String(disk.bytes(folder + "/" + name), StandardCharsets.ISO_8859_1);
        if (content.contains(text)) {
          found.add(folder + "/" + name);
        }
      }
    }
    return found;
  }
}
