package io.lamella.server.call;

import io.grpc.Context;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Threads for what takes too long for the transport's thread. Safe for use by many threads.
///
/// Brief questions have threads of their own: they do not queue behind long ones, and the system
/// shares the cores between the two.
///
/// Two ways in. A *new* question is refused when too many wait. A *turn* of a stream that is
/// already open is always taken: each stream has at most one waiting, and their number is bounded
/// where they are opened.
public final class WorkPool implements AutoCloseable {

  private static final long GRACE_SECONDS = 5;

  private final ExecutorService threads;
  private final ExecutorService briefThreads;
  private final ScheduledThreadPoolExecutor clock;
  private final Semaphore waiting;
  private final int maxWaiting;

  /// With this many threads of either kind and places to wait.
  public WorkPool(int threads, int maxWaiting) {
    this.threads = pool(threads, "lamella-work-");
    this.briefThreads = pool(threads, "lamella-brief-");
    this.clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("lamella-clock-", 0).factory());
    clock.setRemoveOnCancelPolicy(true);
    this.maxWaiting = maxWaiting;
    waiting = new Semaphore(maxWaiting);
  }

  private static ExecutorService pool(int threads, String name) {
    return Executors.newFixedThreadPool(
        threads, Thread.ofPlatform().daemon().name(name, 0).factory());
  }

  /// Runs a new question of a few milliseconds soon, in the caller's gRPC context.
  ///
  /// @throws io.grpc.StatusRuntimeException as [#execute]
  public void executeBrief(Runnable question) {
    execute(briefThreads, question);
  }

  /// Runs a new question soon, in the caller's gRPC context.
  ///
  /// @throws io.grpc.StatusRuntimeException `RESOURCE_EXHAUSTED` if too many wait, `UNAVAILABLE` if
  ///   the pool is closed; the question is not run then
  public void execute(Runnable question) {
    execute(threads, question);
  }

  private void execute(ExecutorService on, Runnable question) {
    if (!waiting.tryAcquire()) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("too many long questions wait for a worker: waiting=" + maxWaiting)
          .asRuntimeException();
    }
    Context context = Context.current();
    try {
      on.execute(() -> {
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

  /// Runs something short after a while, unless the pool is closed before or the future is
  /// cancelled.
  Future<?> later(Runnable look, long nanos) {
    try {
      return clock.schedule(look, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(false);
    }
  }

  /// Takes nothing new; waits a moment for what runs.
  @Override
  public void close() {
    clock.shutdownNow();
    briefThreads.shutdown();
    threads.shutdown();
    try {
      if (!briefThreads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)
          || !threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        shutdownNow();
      }
    } catch (InterruptedException e) {
      shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void shutdownNow() {
    briefThreads.shutdownNow();
    threads.shutdownNow();
  }
}
