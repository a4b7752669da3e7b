package io.lamella.server.service;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.v1.ImportRequest;
import io.lamella.v1.ImportResponse;
import io.lamella.v1.IngestServiceGrpc;

/// Data in. Imports have threads of their own, see [io.lamella.server.call.CallExecutors].
public final class IngestService extends IngestServiceGrpc.IngestServiceImplBase {

  private final Engine engine;

  /// Over an engine.
  public IngestService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public StreamObserver<ImportRequest> import_(StreamObserver<ImportResponse> observer) {
    return new ImportStream(engine, (ServerCallStreamObserver<ImportResponse>) observer);
  }
}
