package io.lamella.server.cli;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// The sending side of a call whose requests stream and whose answer is one: waits while the server
/// is behind. Used by one thread.
final class CallStream<Q, A> implements ClientResponseObserver<Q, A> {
  private final CompletableFuture<A> response = new CompletableFuture<>();
  private final CompletableFuture<ClientCallStreamObserver<Q>> requests = new CompletableFuture<>();

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> stream) {
    stream.setOnReadyHandler(this::wake);
    requests.complete(stream);
  }

  private synchronized void wake() {
    notifyAll();
  }

  /// Sends a request, as soon as there is room.
  ///
  /// @throws io.grpc.StatusRuntimeException if the server has refused the call
  synchronized void send(Q request) {
    ClientCallStreamObserver<Q> stream = requests.join();
    while (!stream.isReady() && !response.isDone()) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Status.CANCELLED.withDescription("interrupted").asRuntimeException();
      }
    }
    if (response.isDone()) {
      A _ = result();
    }
    stream.onNext(request);
  }

  /// Gives the call up, unless it has ended.
  void cancel(String message, RuntimeException reason) {
    if (!response.isDone()) {
      requests.join().cancel(message, reason);
    }
  }

  /// Ends the requests and waits for the answer.
  ///
  /// @throws io.grpc.StatusRuntimeException if the server refuses the call
  A complete() {
    requests.join().onCompleted();
    return result();
  }

  private A result() {
    try {
      return response.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("interrupted").asRuntimeException();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw Status.fromThrowable(cause).asRuntimeException(Status.trailersFromThrowable(cause));
    }
  }

  @Override
  public void onNext(A value) {
    response.complete(value);
    wake();
  }

  @Override
  public void onError(Throwable t) {
    response.completeExceptionally(t);
    wake();
  }

  @Override
  public void onCompleted() {
    wake();
  }
}
