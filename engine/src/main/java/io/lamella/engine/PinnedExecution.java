package io.lamella.engine;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.ingest.Lease;
import io.lamella.engine.ingest.Workspace;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Plans with the snapshot that they are answered from, which stays until this is closed. Used by
/// one thread at a time.
///
/// @param pinned whether it is not closed yet
record PinnedExecution(
    Workspace workspace,
    Lease lease,
    Execution execution,
    BooleanSupplier engineOpen,
    AtomicBoolean pinned) {

  /// Plans over the snapshot of a lease, which this ends.
  static PinnedExecution of(
      Workspace workspace, Lease lease, Execution execution, BooleanSupplier engineOpen) {
    return new PinnedExecution(workspace, lease, execution, engineOpen, new AtomicBoolean(true));
  }

  /// The number of the snapshot.
  long snapshot() {
    return execution.snapshot().number();
  }

  /// How many customers the snapshot holds.
  long population() {
    return execution.snapshot().population();
  }

  /// Answers. Memory that was freed under a reader, which only closing the engine does, is said to
  /// be just that.
  ///
  /// @throws EngineException `CLOSED`
  <T> T whileOpen(Supplier<T> answer) {
    lease.enter();
    try {
      return answer.get();
    } catch (IllegalStateException e) {
      if (engineOpen.getAsBoolean()) {
        throw e;
      }
      throw new EngineException(EngineException.Code.CLOSED, "the engine is closed");
    } finally {
      lease.exit();
    }
  }

  /// The same for what has no result.
  void whileOpen(Runnable telling) {
    whileOpen(() -> {
      telling.run();
      return true;
    });
  }

  /// Lets the snapshot go; twice is the same as once.
  void close() {
    if (pinned.compareAndSet(true, false) && engineOpen.getAsBoolean()) {
      workspace.end(lease);
    }
  }
}
