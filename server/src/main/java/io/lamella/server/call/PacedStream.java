package io.lamella.server.call;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.lamella.engine.api.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// A streaming answer that is produced no faster than its reader reads. Every streaming method uses
/// it.
///
/// Messages are produced in *turns* on the pool. A turn ends when the transport has enough to send,
/// and the transport's word that it needs more starts the next one, so that a stalled reader costs
/// no thread and no more memory than a message or two. It also ends after a few messages, to let
/// other streams have the thread.
///
/// At most one turn runs or waits at any time: `scheduled` is the permission to touch the source,
/// and its hand-over orders the memory. What happens while a turn ends, readiness or cancellation,
/// is seen by looking again after giving the permission back.
///
/// A reader that takes nothing for too long is told so with `ABORTED`: what the source holds is
/// held for a bounded time.
public final class PacedStream<T> {

  /// Where the messages come from. Used by one thread at a time.
  public interface Source<T> extends AutoCloseable {
    /// The next message; empty at the end.
    Optional<T> next();

    @Override
    void close();
  }

  private static final int MESSAGES_A_TURN = 16;

  private final ServerCallStreamObserver<T> observer;
  private final WorkPool pool;
  private final Context context = Context.current();
  private final Deadline deadline = CallDeadline.current();
  private final Function<Deadline, Source<T>> opening;
  private final Runnable afterwards;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Duration patience;
  private Optional<Source<T>> source = Optional.empty();

  /// When the reader was last seen to take something.
  private volatile long tookNanos = System.nanoTime();

  private volatile Optional<Future<?>> watch = Optional.empty();
  private volatile boolean over;

  private PacedStream(
      ServerCallStreamObserver<T> observer,
      WorkPool pool,
      Duration patience,
      Function<Deadline, Source<T>> opening,
      Runnable afterwards) {
    this.observer = observer;
    this.pool = pool;
    this.patience = patience;
    this.opening = opening;
    this.afterwards = afterwards;
  }

  /// Answers a call. To be called while the service's method runs.
  ///
  /// @param patience how long a reader may take nothing
  /// @param opening called once, on the pool, with the call's deadline; what it returns is closed
  ///   when the stream ends in whatever way
  /// @param afterwards runs once, after that
  public static <T> void start(
      ServerCallStreamObserver<T> observer,
      WorkPool pool,
      Duration patience,
      Function<Deadline, Source<T>> opening,
      Runnable afterwards) {
    PacedStream<T> stream = new PacedStream<>(observer, pool, patience, opening, afterwards);
    observer.setOnReadyHandler(stream::schedule);
    observer.setOnCancelHandler(stream::schedule);
    stream.watchAfter(patience.toNanos());
    stream.schedule();
  }

  private void watchAfter(long nanos) {
    watch = Optional.of(pool.later(this::look, nanos));
    if (over) {
      // It ended meanwhile, and may have seen the watch before.
      watch.get().cancel(false);
    }
  }

  /// Lets a turn end the stream if the reader is idle, or looks again when it may be.
  private void look() {
    if (over) {
      return;
    }
    long left = patience.toNanos() - (System.nanoTime() - tookNanos);
    if (left <= 0) {
      schedule();
    }
    watchAfter(left <= 0 ? patience.toNanos() : left);
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      pool.turn(context, this::turn);
    }
  }

  private void turn() {
    if (!over) {
      try {
        produce();
      } catch (Throwable t) {
        end();
        if (!observer.isCancelled()) {
          observer.onError(Failure.of(t));
        }
      }
    }
    boolean more = !over;
    scheduled.set(false);
    if (more && (observer.isReady() || observer.isCancelled())) {
      schedule();
    }
  }

  private void produce() {
    if (observer.isCancelled()) {
      end();
      return;
    }
    if (source.isEmpty()) {
      source = Optional.of(opening.apply(deadline));
    }
    if (!observer.isReady()) {
      endIfIdle();
      return;
    }
    Source<T> open = source.get();
    for (int sent = 0; sent < MESSAGES_A_TURN && observer.isReady(); sent++) {
      Optional<T> message = open.next();
      if (message.isEmpty()) {
        end();
        observer.onCompleted();
        return;
      }
      observer.onNext(message.get());
      tookNanos = System.nanoTime();
    }
  }

  private void endIfIdle() {
    if (System.nanoTime() - tookNanos >= patience.toNanos()) {
      end();
      observer.onError(
          Status.ABORTED
              .withDescription(
                  "nothing was taken from the stream for too long, go on with a new one: seconds="
                      + patience.toSeconds())
              .asRuntimeException());
    }
  }

  private void end() {
    over = true;
    watch.ifPresent(it -> it.cancel(false));
    try {
      source.ifPresent(Source::close);
    } finally {
      afterwards.run();
    }
  }
}
