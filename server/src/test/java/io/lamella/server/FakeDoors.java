package io.lamella.server;

import io.lamella.engine.Engine;
import io.lamella.engine.api.CheckpointSummary;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineHealth;
import io.lamella.engine.api.EngineHealth.State;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.api.WriteResult.Outcome;
import io.lamella.engine.api.WriteValue;
import io.lamella.server.service.EngineDoors;
import io.lamella.server.service.Upkeep;
import io.lamella.server.service.WriteDoor;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// An engine's side of writes and upkeep that keeps what it is given, knows event ids, takes only
/// dates for `born`, and is as slow, full or broken as a test wants it.
public final class FakeDoors implements WriteDoor, Upkeep {

  private final List<List<Write>> batches = new ArrayList<>();
  private final Set<String> eventIds = new HashSet<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private final List<String> upkeep = new ArrayList<>();
  private boolean holding;
  private int overloads;
  private int refusedFull;
  private Optional<RuntimeException> failure = Optional.empty();
  private volatile EngineHealth health = health(State.SERVING, "");

  /// Beside an engine for everything else.
  public EngineDoors over(Engine engine) {
    return new EngineDoors(engine, this, this, () -> Set.of("default"));
  }

  /// From now on results wait for [#release].
  public synchronized void hold() {
    holding = true;
  }

  /// Lets the results go that wait, the last one first.
  public void release() {
    List<Runnable> waiting;
    synchronized (this) {
      holding = false;
      waiting = new ArrayList<>(held).reversed();
      held.clear();
    }
    waiting.forEach(Runnable::run);
  }

  /// The next so many batches are one too many.
  public synchronized void overload(int times) {
    overloads = times;
  }

  /// Whatever is written fails from now on.
  public synchronized void fail(RuntimeException with) {
    failure = Optional.of(with);
  }

  public void tell(State state, String reason) {
    health = health(state, reason);
  }

  /// How often a batch was one too many.
  public synchronized int refusedFull() {
    return refusedFull;
  }

  public synchronized List<List<Write>> batches() {
    return List.copyOf(batches);
  }

  public List<Write> writes() {
    return batches().stream().flatMap(List::stream).toList();
  }

  public synchronized List<String> upkeepDone() {
    return List.copyOf(upkeep);
  }

  @Override
  public synchronized CompletableFuture<WriteResult> write(String workspace, List<Write> writes) {
    if (overloads > 0) {
      overloads--;
      refusedFull++;
      throw new EngineException(EngineException.Code.OVERLOADED, "too many batches wait");
    }
    if (failure.isPresent()) {
      return CompletableFuture.failedFuture(failure.get());
    }
    batches.add(List.copyOf(writes));
    WriteResult result =
        new WriteResult(batches.size(), writes.stream().map(this::outcome).toList());
    CompletableFuture<WriteResult> future = new CompletableFuture<>();
    if (holding) {
      held.add(() -> future.complete(result));
    } else {
      future.complete(result);
    }
    return future;
  }

  private Outcome outcome(Write write) {
    return switch (write) {
      case Write.Upsert upsert when upsert.set().get("born") instanceof WriteValue.OfText ->
          new WriteResult.Refused(new Fault("set.born", "a date like 2026-01-31 is needed"));
      case Write.Event event when !event.eventId().isEmpty() && !eventIds.add(event.eventId()) ->
          WriteResult.DUPLICATE;
      case Write.Upsert _, Write.Event _, Write.Erase _ -> WriteResult.STORED;
    };
  }

  @Override
  public synchronized CompletableFuture<CheckpointSummary> checkpoint(boolean purge) {
    upkeep.add("checkpoint purge=" + purge);
    return CompletableFuture.completedFuture(new CheckpointSummary(7, 3, 2 << 20, 40, purge));
  }

  @Override
  public EngineHealth health() {
    return health;
  }

  @Override
  public synchronized void putRetention(String workspace, String behaviour, OptionalInt days) {
    upkeep.add("retention " + workspace + " " + behaviour + " " + days);
  }

  private static EngineHealth health(State state, String reason) {
    return new EngineHealth(
        state,
        reason,
        4_096,
        Optional.of(Instant.parse("2026-06-01T00:00:00Z")),
        3,
        12,
        Optional.of(Instant.parse("2026-05-01T00:00:00Z")));
  }
}
