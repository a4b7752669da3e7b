package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Visits all chunks of a population, on the calling thread alone or shared with others, and keeps
/// the deadline.
///
/// @param chunks how many
/// @param workers how many threads, the calling one included
record ChunkRun(int chunks, int workers, ExecutorService pool, Deadline deadline) {

  /// Looks at chunks `[from, to)`; confined to one thread.
  interface Worker {
    void visit(int from, int to);
  }

  /// The deadline is looked at before every so many chunks.
  private static final int CHECK_EVERY = 8;

  /// A worker that has run for so long lets others have its core: a short question that arrives
  /// meanwhile need not wait until the system takes the core away, which is milliseconds.
  private static final long YIELD_NANOS = 200_000;

  /// Has every chunk visited once by one of the workers, which are made on the calling thread.
  ///
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  void visit(Supplier<Worker> workersOf) {
    var next = new AtomicInteger();
    int wanted = Math.max(1, Math.min(workers, chunks / CHECK_EVERY));
    List<Future<?>> others = new ArrayList<>();
    for (int i = 1; i < wanted; i++) {
      Worker worker = workersOf.get();
      others.add(pool.submit(() -> work(worker, next)));
    }
    try {
      work(workersOf.get(), next);
    } catch (RuntimeException e) {
      next.set(chunks);
      waitFor(others);
      throw e;
    }
    rethrow(others);
  }

  @SuppressWarnings("ThreadPriorityCheck") // A hint is all it is: answers do not depend on it.
  private void work(Worker worker, AtomicInteger next) {
    int step = CHECK_EVERY;
    long yielded = System.nanoTime();
    while (true) {
      int from = next.getAndAdd(CHECK_EVERY);
      if (from >= chunks) {
        return;
      }
      deadline.check();
      int to = Math.min(chunks, from + CHECK_EVERY);
      for (int chunk = from; chunk < to; ) {
        int end = Math.min(to, chunk + step);
        worker.visit(chunk, end);
        chunk = end;
        if (System.nanoTime() - yielded > YIELD_NANOS) {
          // The run is not short: from here on every chunk may be the last before others are let
          // in.
          step = 1;
          Thread.yield();
          yielded = System.nanoTime();
        }
      }
    }
  }

  private static void waitFor(List<Future<?>> others) {
    for (Future<?> other : others) {
      try {
        other.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | CancellationException e) {
        // The first failure is the one that is reported.
      }
    }
  }

  private static void rethrow(List<Future<?>> others) {
    for (Future<?> other : others) {
      try {
        other.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EngineException(EngineException.Code.CANCELLED, "interrupted");
      }
    }
  }
}
