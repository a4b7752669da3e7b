package io.lamella.engine.ingest;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.index.Part;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.memory.BackgroundThreads;
import io.lamella.engine.memory.BudgetExceededException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// The background thread that merges tails and changes into what was built before; see
/// [MergePolicy]. Nobody waits for it, and without it answers are the same.
public final class Merger implements AutoCloseable {
  private static final long TICK_NANOS = 500_000_000;

  /// A workspace without a write for so long is quiet.
  private static final long QUIET_NANOS = 2_000_000_000L;

  /// What is written while a round of purging runs is left to the next one.
  private static final int MAX_ROUNDS = 8;

  private final Clock clock;
  private final Writer writer;
  private final Supplier<Collection<Workspace>> workspaces;
  private final Thread thread;
  private volatile boolean open = true;
  private boolean signalled;

  /// One merge at a time: the merger's own thread and one that purges would else take each other's
  /// claims for theirs.
  private final Object merging = new Object();

  /// One merge, its parts claimed and its snapshot pinned.
  private record Claim(Workspace workspace, Snapshot snapshot, Merge merge) {}

  /// Starts the thread.
  public Merger(Writer writer, Supplier<Collection<Workspace>> workspaces, Clock clock) {
    this.clock = clock;
    this.writer = writer;
    this.workspaces = workspaces;
    this.thread = BackgroundThreads.named("lamella-merger").newThread(this::run);
    thread.start();
  }

  /// Something was written.
  public synchronized void signal() {
    signalled = true;
    notifyAll();
  }

  private synchronized void await() throws InterruptedException {
    long until = System.nanoTime() + TICK_NANOS;
    for (long left = TICK_NANOS; !signalled && open && left > 0; left = until - System.nanoTime()) {
      wait(left / 1_000_000 + 1);
    }
    signalled = false;
  }

  private void run() {
    while (open) {
      try {
        await();
        boolean any = true;
        while (any && open) {
          any = false;
          for (Workspace workspace : workspaces.get()) {
            retain(workspace);
            any |= mergeOne(workspace);
          }
        }
      } catch (InterruptedException e) {
        return;
      } catch (BudgetExceededException | EngineException | CompletionException e) {
        // There is no room, or an import is running: what is due now is due at the next tick.
      }
    }
  }

  /// Drops the buckets that are kept no longer.
  private void retain(Workspace workspace) {
    Snapshot seen = workspace.acquire();
    try {
      if (Retention.apply(seen, clock.instant()).isEmpty()) {
        return;
      }
    } finally {
      seen.release();
    }
    writer
        .run(() -> {
          if (workspace.tryAcquireWriter()) {
            try {
              Retention.apply(workspace.current(), clock.instant())
                  .ifPresent(contents -> workspace.replace(contents, List.of()));
            } finally {
              workspace.releaseWriter();
            }
          }
          return true;
        })
        .join();
  }

  private boolean mergeOne(Workspace workspace) {
    boolean quiet = System.nanoTime() - workspace.lastWriteNanos() > QUIET_NANOS;
    Snapshot seen = workspace.acquire();
    try {
      if (MergePolicy.due(seen, quiet).isEmpty()) {
        return false;
      }
    } finally {
      seen.release();
    }
    return merge(workspace, () -> MergePolicy.due(workspace.current(), quiet));
  }

  /// Claims what is due, asked on the writer's thread, and merges it; false if nothing is, or it
  /// came to nothing.
  private boolean merge(Workspace workspace, Supplier<Optional<Merge>> due) {
    synchronized (merging) {
      Optional<Claim> claim = writer.run(() -> claim(workspace, due.get())).join();
      return claim.isPresent() && merge(claim.get());
    }
  }

  /// Builds anew what holds something of erased customers, and forgets them when that is done.
  public void purge(Workspace workspace) {
    Snapshot before = workspace.acquire();
    try {
      int rounds = 0;
      for (List<Merge> left = purges(workspace); !left.isEmpty(); left = purges(workspace)) {
        if (++rounds > MAX_ROUNDS) {
          throw notPurged("parts=" + left.size());
        }
        for (Merge planned : left) {
          merge(workspace, () -> MergePolicy.again(workspace.current(), planned));
        }
      }
      if (!eraseUnused(workspace) || !writer.run(() -> workspace.forgetErased(before)).join()) {
        throw notPurged("parts=0");
      }
    } finally {
      before.release();
    }
  }

  private static EngineException notPurged(String left) {
    return new EngineException(
        EngineException.Code.IMPORT_RUNNING,
        "what is left of erased customers could not be built anew, an import is running or much is"
            + " written: "
            + left);
  }

  /// What only erased customers had is in no dictionary any more; false if an import is running.
  private boolean eraseUnused(Workspace workspace) {
    Snapshot seen = workspace.acquire();
    try {
      var used = new UsedCodes(seen);
      return writer.run(() -> workspace.eraseUnused(seen, used)).join();
    } finally {
      seen.release();
    }
  }

  private static List<Merge> purges(Workspace workspace) {
    Snapshot snapshot = workspace.acquire();
    try {
      return MergePolicy.purge(snapshot);
    } finally {
      snapshot.release();
    }
  }

  private static Optional<Claim> claim(Workspace workspace, Optional<Merge> merge) {
    return merge.map(due -> {
      workspace.claim(Merge.identitySet(due.claimed()));
      return new Claim(workspace, workspace.acquire(), due);
    });
  }

  /// Merges; false if it came to nothing, since there was no room or something else has replaced
  /// the parts.
  private boolean merge(Claim claim) {
    try {
      Merge.Result result = claim.merge.build(claim.workspace, claim.snapshot);
      return writer.run(() -> swap(claim, result)).join();
    } finally {
      claim.snapshot.release();
      writer.execute(() -> claim.workspace.claim(Set.of()));
    }
  }

  private static boolean swap(Claim claim, Merge.Result result) {
    Workspace workspace = claim.workspace;
    Snapshot current = workspace.current();
    if (!claim.merge.fits(claim.snapshot, current) || !workspace.tryAcquireWriter()) {
      result.built().forEach(Part::release);
      return false;
    }
    try {
      workspace.replace(result.in(current), result.built());
      return true;
    } finally {
      workspace.releaseWriter();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      open = false;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
