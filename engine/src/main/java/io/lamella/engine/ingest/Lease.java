package io.lamella.engine.ingest;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.index.Snapshot;

/// A question's hold of a snapshot. While nobody evaluates, a write that needs memory may take it
/// back: a reader that never ends is refused, not the writer. Safe for use by many threads.
public final class Lease {
  private final Snapshot snapshot;
  private final long sinceNanos = System.nanoTime();

  /// How many evaluate.
  private int users;

  private boolean ended;

  /// Takes over a hold of the snapshot.
  Lease(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /// Begins to evaluate; ended by [#exit].
  ///
  /// @throws EngineException `SNAPSHOT_GONE`
  public synchronized void enter() {
    if (ended) {
      throw new EngineException(
          EngineException.Code.SNAPSHOT_GONE,
          "the question was left open too long, a write needed its memory; ask again: snapshot="
              + snapshot.number());
    }
    users++;
  }

  /// Ends what [#enter] began.
  public synchronized void exit() {
    users--;
    if (ended && users == 0) {
      snapshot.release();
    }
  }

  /// Whether it was held for so long.
  boolean isOlderThan(long nanos) {
    return System.nanoTime() - sinceNanos > nanos;
  }

  /// Lets go of the snapshot, as soon as nobody evaluates any more.
  synchronized void end() {
    if (!ended) {
      ended = true;
      if (users == 0) {
        snapshot.release();
      }
    }
  }

  /// Lets go of the snapshot if nobody evaluates; whether it was let go of now.
  synchronized boolean endIfIdle() {
    if (ended || users > 0) {
      return false;
    }
    end();
    return true;
  }
}
