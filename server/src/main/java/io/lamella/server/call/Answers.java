package io.lamella.server.call;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/// Ends unary calls: with an answer, or with the status of whatever was thrown instead.
public final class Answers {

  private Answers() {}

  /// Makes the answer on this thread and sends it.
  public static <T> void send(StreamObserver<T> observer, Supplier<T> answer) {
    T message;
    try {
      message = answer.get();
    } catch (Throwable t) {
      observer.onError(Failure.of(t));
      return;
    }
    observer.onNext(message);
    observer.onCompleted();
  }

  /// Makes the answer on the pool and sends it, or refuses the call if the pool is full.
  public static <T> void sendLater(WorkPool pool, StreamObserver<T> observer, Supplier<T> answer) {
    try {
      pool.execute(() -> send(observer, answer));
    } catch (RuntimeException e) {
      observer.onError(Failure.of(e));
    }
  }

  /// Makes the answer of what becomes of a write, elsewhere than on the thread that makes it known.
  public static <R, T> void sendWhenDone(
      CompletableFuture<R> result,
      Executor executor,
      StreamObserver<T> observer,
      Function<R, T> answer) {
    var _ =
        result.whenCompleteAsync(
            (done, failure) -> {
              T message;
              try {
                if (failure != null) {
                  throw failure;
                }
                message = answer.apply(done);
              } catch (Throwable t) {
                observer.onError(Failure.ofWrite(t));
                return;
              }
              observer.onNext(message);
              observer.onCompleted();
            },
            executor);
  }
}
