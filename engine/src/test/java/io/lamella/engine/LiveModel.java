package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.query.Limits;
import io.lamella.engine.store.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// An engine's writes and what it acknowledged of them. What was acknowledged has to be there;
/// batches whose acknowledgement never came may be there, whole and in their order. Confined to one
/// thread.
final class LiveModel {
  static final long MEMORY_BYTES = 64L << 20;

  private PlainWorkspace acknowledged = new PlainWorkspace();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final List<List<Write>> unknown = new ArrayList<>();

  private record Sent(List<Write> batch, CompletableFuture<WriteResult> result) {}

  static EngineConfig config(long memoryBytes) {
    return new EngineConfig(memoryBytes, 1, Limits.DEFAULT)
        .with(
            new EngineConfig.Storage(
                Path.of(""), 0, 256L << 20, 7, 1_000_000, EngineConfig.DictionaryKind.TABLE));
  }

  static Engine open(Disk disk) throws IOException {
    return Engine.open(config(MEMORY_BYTES), disk);
  }

  /// Sends a batch without waiting for it.
  void send(Engine engine, List<Write> batch) {
    sent.add(new Sent(batch, engine.write(Question.DEFAULT_WORKSPACE, batch)));
  }

  /// Waits for everything that was sent, and checks what it is told.
  ///
  /// @return why the first batch that was refused was, empty if none was. It and all that came
  ///   after it are taken for unknown until the next [#check]
  Optional<EngineException> await(String what) {
    Optional<EngineException> refusal = Optional.empty();
    for (Sent next = sent.poll(); next != null; next = sent.poll()) {
      try {
        List<WriteResult.Outcome> outcomes = next.result.join().outcomes();
        assertThat(unknown).as("acknowledged after a refusal, %s", what).isEmpty();
        assertThat(outcomes).as(what).isEqualTo(acknowledged.apply(next.batch));
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof EngineException cause)) {
          throw new AssertionError(what, e);
        }
        refusal = refusal.isPresent() ? refusal : Optional.of(cause);
        unknown.add(next.batch);
      }
    }
    return refusal;
  }

  /// Sends one batch; if it is refused, nothing of it is stored, and why.
  Optional<EngineException> write(Engine engine, List<Write> batch, String what) {
    send(engine, batch);
    Optional<EngineException> refusal = await(what);
    unknown.clear();
    return refusal;
  }

  /// Sends one batch that has to be stored.
  void store(Engine engine, List<Write> batch, String what) {
    assertThat(write(engine, batch, what)).as(what).isEmpty();
  }

  /// Compares an engine that was opened anew, and takes over what became of unknown batches.
  ///
  /// @return how many of them are there
  int check(Engine engine, String what) {
    PlainWorkspace.Answers answers = PlainWorkspace.answers(engine);
    PlainWorkspace expected = acknowledged.copy();
    for (int there = 0; there <= unknown.size(); there++) {
      if (there > 0) {
        expected.apply(unknown.get(there - 1));
      }
      if (answers.equals(expected.answers())) {
        acknowledged = expected;
        unknown.clear();
        return there;
      }
    }
    assertThat(answers)
        .as("%s, neither what was acknowledged nor more: unknown=%d", what, unknown.size())
        .isEqualTo(acknowledged.answers());
    throw new AssertionError(what);
  }

  /// Whether nothing is known to be stored.
  boolean isNew() {
    return acknowledged.isNew();
  }

  /// Compares an engine that refused whatever it did not acknowledge.
  void checkExactly(Engine engine, String what) {
    assertThat(PlainWorkspace.answers(engine)).as(what).isEqualTo(acknowledged.answers());
  }

  static boolean isReadOnly(EngineException refusal) {
    return refusal.code() == Code.READ_ONLY && !String.valueOf(refusal.getMessage()).isEmpty();
  }
}
