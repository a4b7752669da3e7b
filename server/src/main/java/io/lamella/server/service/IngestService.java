package io.lamella.server.service;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.lamella.engine.api.WriteResult;
import io.lamella.server.call.Answers;
import io.lamella.server.call.Failure;
import io.lamella.server.mapping.WriteBatch;
import io.lamella.server.mapping.WriteMapping;
import io.lamella.v1.EraseCustomersRequest;
import io.lamella.v1.EraseCustomersResponse;
import io.lamella.v1.ImportRequest;
import io.lamella.v1.ImportResponse;
import io.lamella.v1.IngestServiceGrpc;
import io.lamella.v1.RecordEventsRequest;
import io.lamella.v1.RecordEventsResponse;
import io.lamella.v1.UpsertCustomersRequest;
import io.lamella.v1.UpsertCustomersResponse;
import io.lamella.v1.WriteRequest;
import io.lamella.v1.WriteResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Data in. Has threads of its own, see [io.lamella.server.call.CallExecutors]: reading thousands
/// of writes would keep the transport's thread, and telling of them the engine's writer.
public final class IngestService extends IngestServiceGrpc.IngestServiceImplBase {

  private final EngineDoors doors;
  private final ScheduledExecutorService threads;

  /// Over an engine.
  ///
  /// @param threads where answers are made, and where what the engine had no room for waits
  public IngestService(EngineDoors doors, ScheduledExecutorService threads) {
    this.doors = doors;
    this.threads = threads;
  }

  @Override
  public void upsertCustomers(
      UpsertCustomersRequest request, StreamObserver<UpsertCustomersResponse> observer) {
    write(() -> WriteBatch.of(request), WriteMapping::upserts, observer);
  }

  @Override
  public void recordEvents(
      RecordEventsRequest request, StreamObserver<RecordEventsResponse> observer) {
    write(() -> WriteBatch.of(request), WriteMapping::events, observer);
  }

  @Override
  public void eraseCustomers(
      EraseCustomersRequest request, StreamObserver<EraseCustomersResponse> observer) {
    write(() -> WriteBatch.of(request), WriteMapping::erasures, observer);
  }

  @Override
  public StreamObserver<WriteRequest> write(StreamObserver<WriteResponse> observer) {
    return WriteStream.start(
        doors.writes(), threads, (ServerCallStreamObserver<WriteResponse>) observer);
  }

  @Override
  public StreamObserver<ImportRequest> import_(StreamObserver<ImportResponse> observer) {
    return new ImportStream(doors.engine(), (ServerCallStreamObserver<ImportResponse>) observer);
  }

  private <A> void write(
      Supplier<WriteBatch> reading,
      BiFunction<WriteBatch, WriteResult, A> answer,
      StreamObserver<A> observer) {
    WriteBatch batch;
    CompletableFuture<WriteResult> result;
    try {
      batch = reading.get();
      result = offer(doors.writes(), batch);
    } catch (Throwable t) {
      observer.onError(Failure.ofWrite(t));
      return;
    }
    Answers.sendWhenDone(
        result,
        Context.currentContextExecutor(threads),
        observer,
        done -> answer.apply(batch, done));
  }

  /// Asks the engine for what is left of a batch.
  static CompletableFuture<WriteResult> offer(WriteDoor door, WriteBatch batch) {
    return batch.isRefusedWhole()
        ? CompletableFuture.completedFuture(new WriteResult(0, List.of()))
        : door.write(batch.workspace(), batch.writes());
  }
}
