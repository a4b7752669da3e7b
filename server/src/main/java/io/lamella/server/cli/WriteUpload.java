package io.lamella.server.cli;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.lamella.server.cli.json.FieldNames;
import io.lamella.server.cli.json.JsonLine;
import io.lamella.server.cli.json.LinePart;
import io.lamella.v1.IngestServiceGrpc;
import io.lamella.v1.RefusedWrite;
import io.lamella.v1.WriteItem;
import io.lamella.v1.WriteRequest;
import io.lamella.v1.WriteResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Sends writes to a server as one stream of requests, no faster than the server acknowledges them.
/// Used by one thread; what the server says arrives on another.
final class WriteUpload implements ClientResponseObserver<WriteRequest, WriteResponse> {

  private static final int BATCH_ITEMS = 500;
  private static final int BATCH_BYTES = 256 << 10;

  /// So many requests on their way keep the server busy; it reads 16 ahead.
  private static final int MAX_UNACKNOWLEDGED = 32;

  private static final long MAX_WAIT_MILLIS = 1_000;

  /// Where a write came from.
  private record Origin(long line, String place, FieldNames names) {}

  /// Told of each write that is refused.
  interface RefusalVisitor {
    void refused(long line, String field, String message);
  }

  /// What became of what was sent.
  record Summary(long read, long stored, long duplicates, long refused, long snapshot) {}

  private final String workspace;
  private final RefusalVisitor visitor;

  // Of the sender alone.
  private WriteRequest.Builder request = WriteRequest.newBuilder();
  private List<Origin> origins = new ArrayList<>();
  private int bytes;
  private long sequence;

  // Under the lock.
  private final Map<Long, List<Origin>> unacknowledged = new HashMap<>();
  private Optional<ClientCallStreamObserver<WriteRequest>> stream = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private boolean complete;
  private Summary summary = new Summary(0, 0, 0, 0, 0);

  WriteUpload(String workspace, RefusalVisitor visitor) {
    this.workspace = workspace;
    this.visitor = visitor;
  }

  /// Opens the stream; the channel stays open until [#finish].
  WriteUpload open(Channel channel) {
    IngestServiceGrpc.newStub(channel).write(this);
    return this;
  }

  /// Sends what a line stands for, soon.
  ///
  /// @throws io.grpc.StatusRuntimeException if the server has ended the stream
  void send(long line, LinePart part) {
    switch (part) {
      case LinePart.Item(var place, var item, var names) ->
          add(item, new Origin(line, place, names));
      case LinePart.Bad(var field, var message) -> refuseHere(line, field, message);
    }
  }

  /// Sends the rest and waits until all of it is acknowledged.
  Summary finish() {
    flush();
    calls().onCompleted();
    synchronized (this) {
      await(() -> complete);
      throwIfFailed();
      return summary;
    }
  }

  /// What became of what was sent up to now.
  synchronized Summary summary() {
    return summary;
  }

  /// Gives the stream up.
  void cancel(RuntimeException reason) {
    synchronized (this) {
      if (complete || failure.isPresent()) {
        return;
      }
    }
    calls().cancel("the upload was given up", reason);
  }

  private void add(WriteItem item, Origin origin) {
    int size = item.getSerializedSize();
    if (request.getWritesCount() == BATCH_ITEMS || (bytes > 0 && bytes + size > BATCH_BYTES)) {
      flush();
    }
    request.addWrites(item);
    origins.add(origin);
    bytes += size;
  }

  private void flush() {
    if (request.getWritesCount() == 0) {
      return;
    }
    long number = ++sequence;
    WriteRequest built = request.setSequence(number).setWorkspace(workspace).build();
    ClientCallStreamObserver<WriteRequest> calls = calls();
    synchronized (this) {
      await(() -> calls.isReady() && unacknowledged.size() < MAX_UNACKNOWLEDGED);
      throwIfFailed();
      unacknowledged.put(number, List.copyOf(origins));
    }
    calls.onNext(built);
    request = WriteRequest.newBuilder();
    origins = new ArrayList<>();
    bytes = 0;
  }

  private synchronized void refuseHere(long line, String field, String message) {
    visitor.refused(line, field, message);
    count(1, 0, 0, 1, summary.snapshot());
  }

  private void count(long read, long stored, long duplicates, long refused, long snapshot) {
    summary =
        new Summary(
            summary.read() + read,
            summary.stored() + stored,
            summary.duplicates() + duplicates,
            summary.refused() + refused,
            Math.max(summary.snapshot(), snapshot));
  }

  private synchronized ClientCallStreamObserver<WriteRequest> calls() {
    return stream.orElseThrow();
  }

  /// Under the lock: until it is so, or the stream has failed.
  private void await(BooleanSupplier condition) {
    try {
      while (failure.isEmpty() && !condition.getAsBoolean()) {
        // Readiness may change without a word when the stream is cancelled.
        wait(MAX_WAIT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("interrupted").asRuntimeException();
    }
  }

  private void throwIfFailed() {
    if (failure.isPresent()) {
      throw Status.fromThrowable(failure.get())
          .asRuntimeException(Status.trailersFromThrowable(failure.get()));
    }
  }

  private synchronized void wake() {
    notifyAll();
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WriteRequest> calls) {
    calls.setOnReadyHandler(this::wake);
    synchronized (this) {
      stream = Optional.of(calls);
    }
  }

  @Override
  public synchronized void onNext(WriteResponse response) {
    List<Origin> sent = unacknowledged.remove(response.getSequence());
    if (sent == null) {
      onError(
          Status.INTERNAL
              .withDescription("an acknowledgement of nothing: sequence=" + response.getSequence())
              .asRuntimeException());
      return;
    }
    for (RefusedWrite refused : response.getRefusalsList()) {
      Origin origin = sent.get(refused.getPosition());
      String field = JsonLine.joined(origin.place(), origin.names().of(refused.getField()));
      visitor.refused(origin.line(), field, refused.getMessage());
    }
    count(
        sent.size(),
        response.getStored(),
        response.getDuplicates(),
        response.getRefused(),
        response.getSnapshot());
    notifyAll();
  }

  @Override
  public synchronized void onError(Throwable t) {
    failure = Optional.of(t);
    notifyAll();
  }

  @Override
  public synchronized void onCompleted() {
    complete = true;
    notifyAll();
  }
}
