package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.api.Expression;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What an engine was asked to keep, writes and definitions, and what it acknowledged of it. What
/// was acknowledged has to be there; changes whose acknowledgement never came may be there, whole
/// and in their order. Confined to one thread.
final class LiveModel {
  static final long MEMORY_BYTES = 64L << 20;

  /// What the engine may hold: all that was acknowledged, and of what is unknown whatever its
  /// answers do not tell apart. An event whose customer is erased afterwards shows nowhere, but its
  /// id is known.
  private List<PlainWorkspace> possible = List.of(new PlainWorkspace());

  private final Deque<Sent> sent = new ArrayDeque<>();
  private final List<Change> unknown = new ArrayList<>();

  private record Sent(Change change, CompletableFuture<Object> outcome) {}

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
    sent.add(
        new Sent(
            new Change.Written(batch),
            engine.write(Question.DEFAULT_WORKSPACE, batch).thenApply(WriteResult::outcomes)));
  }

  /// Waits as [#await] does, then changes what is kept under names: a definition may overtake
  /// batches that wait, so which came first would not be known.
  ///
  /// @return as [#await]
  Optional<EngineException> define(Engine engine, Change change, String what) {
    Optional<EngineException> refusal = await(what);
    if (refusal.isPresent()) {
      return refusal;
    }
    CompletableFuture<Object> outcome = new CompletableFuture<>();
    try {
      outcome.complete(perform(engine.library(Question.DEFAULT_WORKSPACE), change));
    } catch (EngineException e) {
      outcome.completeExceptionally(e);
    }
    sent.add(new Sent(change, outcome));
    return await(what);
  }

  private boolean perform(WorkspaceLibrary library, Change change) {
    switch (change) {
      case Change.Written _ -> throw new IllegalArgumentException("not a definition");
      case Change.PutSegment(var name, var expression) -> {
        var _ =
            library.putSegment(draft(name, definitions().segments()), Expression.of(expression));
      }
      case Change.PutIds(var name, var ids) -> {
        var _ = library.putList(draft(name, definitions().lists()), ids);
      }
      case Change.Freeze(var name, var expression) -> {
        var _ =
            library.putList(
                draft(name, definitions().lists()),
                Expression.of(expression),
                Optional.empty(),
                Deadline.none());
      }
      case Change.PutPartition(var name, var stages) -> {
        List<Draft.StageDraft> drafts = new ArrayList<>();
        for (String stage : stages) {
          drafts.add(new Draft.StageDraft("stage " + drafts.size(), Expression.of(stage)));
        }
        var _ = library.putPartition(draft(name, definitions().partitions()), drafts);
      }
      case Change.Delete(var kind, var name) -> {
        try {
          switch (kind) {
            case SEGMENT -> library.deleteSegment(name, OptionalInt.empty());
            case LIST -> library.deleteList(name);
            case PARTITION -> library.deletePartition(name, OptionalInt.empty());
          }
        } catch (EngineException e) {
          if (e.code() == Code.IN_USE) {
            return false;
          }
          throw e;
        }
      }
    }
    return true;
  }

  private static Draft draft(String name, Map<String, ?> known) {
    return known.containsKey(name) ? Draft.of(name).replacing() : Draft.of(name);
  }

  /// What is kept under names, as far as it was acknowledged.
  PlainDefinitions definitions() {
    return possible.getFirst().definitions();
  }

  /// Waits for everything that was sent, and checks what it is told.
  ///
  /// @return why the first change that was refused was, empty if none was. It and all that came
  ///   after it are taken for unknown until the next [#check]
  Optional<EngineException> await(String what) {
    Optional<EngineException> refusal = Optional.empty();
    for (Sent next = sent.poll(); next != null; next = sent.poll()) {
      try {
        Object outcome = next.outcome.join();
        assertThat(unknown).as("acknowledged after a refusal, %s", what).isEmpty();
        acknowledge(next.change, outcome, what);
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof EngineException cause)) {
          throw new AssertionError(what, e);
        }
        refusal = refusal.isPresent() ? refusal : Optional.of(cause);
        unknown.add(next.change);
      }
    }
    return refusal;
  }

  private void acknowledge(Change change, Object outcome, String what) {
    List<PlainWorkspace> agreeing = new ArrayList<>();
    List<Object> expected = new ArrayList<>();
    for (PlainWorkspace workspace : possible) {
      Object told = workspace.apply(change);
      expected.add(told);
      if (told.equals(outcome)) {
        agreeing.add(workspace);
      }
    }
    assertThat(expected).as("%s, %s", what, change).contains(outcome);
    possible = agreeing;
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

  /// Compares an engine that was opened anew, and takes over what became of unknown changes.
  ///
  /// @return how many of them are there at least
  int check(Engine engine, String what) {
    PlainWorkspace.Answers answers = PlainWorkspace.answers(engine);
    List<PlainWorkspace> fitting = new ArrayList<>();
    int fewest = unknown.size();
    for (PlainWorkspace workspace : possible) {
      PlainWorkspace expected = workspace.copy();
      for (int there = 0; there <= unknown.size(); there++) {
        if (there > 0) {
          Object _ = expected.apply(unknown.get(there - 1));
        }
        if (answers.equals(expected.answers())
            && fitting.stream().noneMatch(expected::holdsTheSame)) {
          fitting.add(expected.copy());
          fewest = Math.min(fewest, there);
        }
      }
    }
    if (fitting.isEmpty()) {
      assertThat(answers)
          .as("%s, neither what was acknowledged nor more: unknown=%d", what, unknown.size())
          .isEqualTo(possible.getFirst().answers());
    }
    possible = fitting;
    unknown.clear();
    return fewest;
  }

  /// Whether nothing is known to be stored.
  boolean isNew() {
    return possible.stream().anyMatch(PlainWorkspace::isNew);
  }

  /// Compares an engine that refused whatever it did not acknowledge.
  void checkExactly(Engine engine, String what) {
    assertThat(PlainWorkspace.answers(engine)).as(what).isEqualTo(possible.getFirst().answers());
  }

  static boolean isReadOnly(EngineException refusal) {
    return refusal.code() == Code.READ_ONLY && !String.valueOf(refusal.getMessage()).isEmpty();
  }
}
