package io.lamella.server.service;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.WriteResult;
import io.lamella.server.call.Failure;
import io.lamella.server.mapping.WriteBatch;
import io.lamella.server.mapping.WriteMapping;
import io.lamella.v1.WriteRequest;
import io.lamella.v1.WriteResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// One stream of writes. Requests are offered to the engine in the order in which they arrive, and
/// acknowledged in that order as their results come.
///
/// What bounds it: of the requests that were asked for, at most [#MAX_IN_FLIGHT] are not
/// acknowledged, and another one is asked for only while the client takes its acknowledgements. A
/// request that the engine has no room for stays at the head, with all others behind it, and is
/// offered again a little later. So a client that is too fast is slowed down, never refused.
///
/// Messages, results and retries come on different threads; whoever holds the stream's lock moves
/// everything on that can be moved.
final class WriteStream implements StreamObserver<WriteRequest> {

  /// Requests that are read, and not acknowledged.
  static final int MAX_IN_FLIGHT = 16;

  private static final long MIN_RETRY_MILLIS = 2;
  private static final long MAX_RETRY_MILLIS = 100;

  private final WriteDoor door;
  private final ScheduledExecutorService threads;
  private final Context context = Context.current();
  private final ServerCallStreamObserver<WriteResponse> observer;

  /// Read, in their order, not offered yet.
  private final Deque<Entry> waiting = new ArrayDeque<>();

  /// Offered, in their order, not acknowledged yet.
  private final Deque<Offered> offered = new ArrayDeque<>();

  /// Acknowledged, and not replaced by another request yet.
  private int owed;

  private Optional<RuntimeException> refusal = Optional.empty();
  private long retryMillis = MIN_RETRY_MILLIS;
  private boolean retrying;
  private boolean complete;
  private boolean over;

  /// A request that was read.
  private record Entry(long sequence, WriteBatch batch) {}

  /// A request that the engine has.
  private record Offered(Entry entry, CompletableFuture<WriteResult> result) {}

  private WriteStream(
      WriteDoor door,
      ScheduledExecutorService threads,
      ServerCallStreamObserver<WriteResponse> observer) {
    this.door = door;
    this.threads = threads;
    this.observer = observer;
  }

  /// Takes over a call. To be called while the service's method runs.
  static WriteStream start(
      WriteDoor door,
      ScheduledExecutorService threads,
      ServerCallStreamObserver<WriteResponse> observer) {
    WriteStream stream = new WriteStream(door, threads, observer);
    observer.disableAutoRequest();
    observer.setOnReadyHandler(stream::move);
    observer.setOnCancelHandler(stream::end);
    observer.request(MAX_IN_FLIGHT);
    return stream;
  }

  @Override
  public void onNext(WriteRequest request) {
    if (isClosed()) {
      return;
    }
    try {
      // Outside of the lock: it is most of the work.
      accept(new Entry(request.getSequence(), WriteBatch.of(request)));
    } catch (RuntimeException e) {
      refuse(e);
    }
    move();
  }

  @Override
  public synchronized void onCompleted() {
    complete = true;
    move();
  }

  @Override
  public void onError(Throwable cancelled) {
    end();
  }

  private synchronized boolean isClosed() {
    return over || refusal.isPresent();
  }

  private synchronized void accept(Entry entry) {
    // An earlier one may have been refused while this one was read.
    if (!isClosed()) {
      waiting.add(entry);
    }
  }

  /// What comes after is dropped; what was offered before is acknowledged first.
  private synchronized void refuse(RuntimeException reason) {
    if (refusal.isEmpty()) {
      refusal = Optional.of(reason);
    }
  }

  /// The caller went away. What the engine has it goes on with.
  private synchronized void end() {
    over = true;
    waiting.clear();
    offered.clear();
  }

  private synchronized void move() {
    if (over) {
      return;
    }
    try {
      offerWaiting();
      acknowledge();
      closeIfDone();
      ask();
    } catch (Throwable t) {
      fail(t);
    }
  }

  private void offerWaiting() {
    while (!retrying && !waiting.isEmpty()) {
      Entry entry = waiting.element();
      CompletableFuture<WriteResult> result;
      try {
        result = IngestService.offer(door, entry.batch());
      } catch (EngineException e) {
        if (e.code() == EngineException.Code.OVERLOADED) {
          retryLater();
        } else {
          refuseFrom(e);
        }
        return;
      }
      waiting.remove();
      retryMillis = MIN_RETRY_MILLIS;
      offered.add(new Offered(entry, result));
      if (!result.isDone()) {
        // Not on the engine's writer, which has better things to do.
        var _ = result.whenCompleteAsync((_, _) -> move(), context.fixedContextExecutor(threads));
      }
    }
  }

  /// The first one waiting is refused, and so is whatever waits behind it.
  private void refuseFrom(RuntimeException reason) {
    waiting.clear();
    // One that was refused when it was read stood behind this one.
    refusal = Optional.of(reason);
  }

  private void retryLater() {
    retrying = true;
    try {
      var _ = threads.schedule(context.wrap(this::retry), retryMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new EngineException(EngineException.Code.CLOSED, "the server is stopping");
    }
    retryMillis = Math.min(2 * retryMillis, MAX_RETRY_MILLIS);
  }

  private synchronized void retry() {
    retrying = false;
    move();
  }

  private void acknowledge() {
    while (!offered.isEmpty() && offered.element().result().isDone()) {
      Offered first = offered.remove();
      WriteResult result;
      try {
        result = first.result().join();
      } catch (RuntimeException e) {
        fail(e);
        return;
      }
      Entry entry = first.entry();
      observer.onNext(WriteMapping.acknowledgement(entry.sequence(), entry.batch(), result));
      owed++;
    }
  }

  private void closeIfDone() {
    if (over || !waiting.isEmpty() || !offered.isEmpty()) {
      return;
    }
    if (refusal.isPresent()) {
      fail(refusal.get());
    } else if (complete) {
      over = true;
      observer.onCompleted();
    }
  }

  /// Asks for as many requests as were acknowledged, if the client takes what it is told.
  private void ask() {
    if (!over && owed > 0 && observer.isReady()) {
      observer.request(owed);
      owed = 0;
    }
  }

  private void fail(Throwable t) {
    end();
    if (!observer.isCancelled()) {
      observer.onError(Failure.ofWrite(t));
    }
  }
}
