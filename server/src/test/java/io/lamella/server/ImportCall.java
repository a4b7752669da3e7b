package io.lamella.server;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.lamella.v1.ImportRequest;
import io.lamella.v1.ImportResponse;
import io.lamella.v1.IngestServiceGrpc;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// An import as a client makes it, message by message.
public final class ImportCall implements ClientResponseObserver<ImportRequest, ImportResponse> {

  private final CompletableFuture<ImportResponse> response = new CompletableFuture<>();
  private @Nullable ClientCallStreamObserver<ImportRequest> requests;

  ImportCall(IngestServiceGrpc.IngestServiceStub stub) {
    stub.import_(this);
  }

  public ImportCall send(ImportRequest request) {
    requests().onNext(request);
    return this;
  }

  /// Ends the stream and waits for the answer.
  ///
  /// @throws StatusRuntimeException if the import is refused
  public ImportResponse finish() {
    requests().onCompleted();
    return answer();
  }

  /// Waits for the answer to a stream that is still open.
  public ImportResponse answer() {
    try {
      return response.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw Status.fromThrowable(e.getCause())
          .asRuntimeException(Status.trailersFromThrowable(e.getCause()));
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no answer", e);
    }
  }

  public void cancel() {
    requests().cancel("the test goes away", new InterruptedException());
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<ImportRequest> stream) {
    requests = stream;
  }

  @Override
  public void onNext(ImportResponse message) {
    response.complete(message);
  }

  @Override
  public void onError(Throwable t) {
    response.completeExceptionally(t);
  }

  @Override
  public void onCompleted() {}

  private ClientCallStreamObserver<ImportRequest> requests() {
    return TestServer.present(requests);
  }
}
