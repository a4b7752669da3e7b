package io.lamella.engine.ingest;

import io.lamella.engine.api.CheckpointSummary;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.memory.BackgroundThreads;
import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.store.DataDirectory;
import io.lamella.engine.store.LogPosition;
import io.lamella.engine.store.StoredState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Writes checkpoints in the background, one at a time: what is to be kept is pinned on the
/// writer's thread between two groups, then written while everybody goes on.
public final class Checkpoints implements Workspace.Publisher, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

  /// So much of the log a start may read again; with more, closing writes a checkpoint.
  private static final long MAX_LEFT_BYTES = 4L << 20;

  private final DataDirectory directory;
  private final Writer writer;
  private final Merger merger;
  private final Supplier<Collection<Workspace>> workspaces;
  private final long everyJournalBytes;
  private final ExecutorService pool =
      Executors.newSingleThreadExecutor(BackgroundThreads.named("lamella-checkpoint"));
  private final AtomicBoolean due = new AtomicBoolean();

  public Checkpoints(
      DataDirectory directory,
      Writer writer,
      Merger merger,
      Supplier<Collection<Workspace>> workspaces,
      long everyJournalBytes) {
    this.directory = directory;
    this.writer = writer;
    this.merger = merger;
    this.workspaces = workspaces;
    this.everyJournalBytes = everyJournalBytes;
  }

  /// What a checkpoint keeps, pinned, and where the log stood.
  private record Capture(LogPosition position, List<StoredState> states, List<Workspace> held) {}

  /// Writes a checkpoint.
  public CompletableFuture<CheckpointSummary> write(boolean purge) {
    return CompletableFuture.supplyAsync(() -> write(purge, Optional.empty()), pool);
  }

  /// Writes one if the journal has grown enough and none is under way.
  public void writeIfDue() {
    if (journalBytes() >= everyJournalBytes && due.compareAndSet(false, true)) {
      pool.execute(() -> {
        try {
          write(false, Optional.empty());
        } catch (EngineException e) {
          LOG.log(
              System.Logger.Level.WARNING,
              "no checkpoint was written, the journal goes on growing",
              e);
        } finally {
          due.set(false);
        }
      });
    }
  }

  /// How many bytes of the log would be read again after a kill.
  public long journalBytes() {
    return directory.log().sizeBytes(directory.position());
  }

  /// A snapshot that is to be published when it is kept.
  private record Coming(Workspace workspace, Snapshot next) {}

  @Override
  public void publish(Workspace workspace, Snapshot next) {
    write(false, Optional.of(new Coming(workspace, next)));
  }

  private synchronized CheckpointSummary write(boolean purge, Optional<Coming> coming) {
    try {
      if (coming.isEmpty()) {
        purge();
      }
      Capture capture = writer.run(() -> capture(coming)).join();
      DataDirectory.Written written;
      try {
        written = directory.checkpoint(capture.position, capture.states, purge);
      } finally {
        writer.run(() -> release(capture)).join();
      }
      writer
          .run(() -> {
            coming.ifPresent(it -> it.workspace.publish(it.next));
            writer.truncate(written.truncate());
            return true;
          })
          .join();
      return written.summary();
    } catch (IOException e) {
      throw notWritten(e);
    } catch (BudgetExceededException e) {
      throw new EngineException(Code.MEMORY_BUDGET_EXCEEDED, e.reason());
    } catch (CompletionException e) {
      throw e.getCause() instanceof EngineException cause ? cause : notWritten(e);
    }
  }

  private static EngineException notWritten(Throwable e) {
    return new EngineException(
        Code.READ_ONLY, "the checkpoint could not be written: reason=" + e.getMessage());
  }

  /// Nothing of erased customers is in what is written.
  private void purge() {
    for (Workspace workspace : workspaces.get()) {
      Snapshot snapshot = workspace.acquire();
      boolean erased = snapshot.unpurged().isPresent();
      snapshot.release();
      if (erased) {
        merger.purge(workspace);
      }
    }
  }

  private Capture capture(Optional<Coming> coming) throws IOException {
    // Divided, so that no write of an erased customer is kept for the sake of later ones.
    LogPosition position = writer.divide();
    List<StoredState> states = new ArrayList<>();
    List<Workspace> held = new ArrayList<>();
    for (Workspace workspace : workspaces.get()) {
      workspace.holdImage();
      held.add(workspace);
      Snapshot snapshot =
          coming
              .filter(it -> it.workspace == workspace)
              .map(Coming::next)
              .orElseGet(workspace::current);
      boolean pinned = snapshot.acquire();
      assert pinned : "the current snapshot is held by its workspace";
      states.add(
          new StoredState(
              workspace.name(), snapshot, workspace.customers(), workspace.eventIds().image()));
    }
    return new Capture(position, states, held);
  }

  private static boolean release(Capture capture) {
    for (StoredState state : capture.states) {
      state.eventIds().close();
      state.snapshot().release();
    }
    capture.held.forEach(Workspace::releaseImage);
    return true;
  }

  /// Waits for the checkpoint that is being written. Writes a last one, if the next start would
  /// have to read much of the log again, so that it is quick; a kill meanwhile does no harm.
  @Override
  public void close() {
    pool.shutdown();
    try {
      pool.awaitTermination(1, TimeUnit.HOURS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (journalBytes() > MAX_LEFT_BYTES && !writer.isReadOnly()) {
      try {
        write(false, Optional.empty());
      } catch (EngineException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "no checkpoint at the end: the next start takes longer",
            e);
      }
    }
  }
}
