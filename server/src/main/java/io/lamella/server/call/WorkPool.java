package io.lamella.server.call;

import io.grpc.Context;
import io.grpc.Status;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Threads for what takes too long for the transport's thread. Safe for use by many threads.
///
/// Two ways in. A *new* question is refused when too many wait. A *turn* of a stream that is
/// already open is always taken: each stream has at most one waiting, and their number is bounded
/// where they are opened.
public final class WorkPool implements AutoCloseable {

  private static final long GRACE_SECONDS = 5;

  private final ExecutorService threads;
  private final Semaphore waiting;
  private final int maxWaiting;

  /// With this many threads and places to wait.
  public WorkPool(int threads, int maxWaiting) {
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("lamella-work-", 0).factory());
    this.maxWaiting = maxWaiting;
    waiting = new Semaphore(maxWaiting);
  }

  /// Runs a new question soon, in the caller's gRPC context.
  ///
  /// @throws io.grpc.StatusRuntimeException `RESOURCE_EXHAUSTED` if too many wait, `UNAVAILABLE` if
  ///   the pool is closed; the question is not run then
  public void execute(Runnable question) {
    if (!waiting.tryAcquire()) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("too many long questions wait for a worker: waiting=" + maxWaiting)
          .asRuntimeException();
    }
    Context context = Context.current();
    try {
      threads.execute(() -> {
        waiting.release();
        context.run(question);
      });
    } catch (RejectedExecutionException e) {
      throw Status.UNAVAILABLE
          .withDescription("the server is stopping")
          .withCause(e)
          .asRuntimeException();
    }
  }

  /// Runs the next turn of an open stream soon, in the given context.
  void turn(Context context, Runnable turn) {
    threads.execute(context.wrap(turn));
  }

  /// Takes nothing new; waits a moment for what runs.
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
