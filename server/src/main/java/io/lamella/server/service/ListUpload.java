package io.lamella.server.service;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.lamella.engine.WorkspaceLibrary;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.StaticList;
import io.lamella.server.call.Answers;
import io.lamella.server.call.Failure;
import io.lamella.server.call.WorkPool;
import io.lamella.server.mapping.ListDefinitionMapping;
import io.lamella.v1.UploadListRequest;
import io.lamella.v1.UploadListResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// A static list as its messages arrive: a start, then ids. gRPC calls it one message at a time.
/// The list is kept when the stream has ended well, and then whole. What it holds meanwhile is
/// bounded by the number of ids and by how many streams are open.
final class ListUpload implements StreamObserver<UploadListRequest> {
  /// How many may be open at once.
  static final int MAX_OPEN = 2;

  /// The most ids of a stream: some 100 MiB of heap.
  private static final int MAX_IDS = 1_000_000;

  private final Function<String, WorkspaceLibrary> libraries;
  private final WorkPool pool;
  private final Semaphore open;
  private final StreamObserver<UploadListResponse> observer;
  private final List<String> ids = new ArrayList<>();
  private Optional<UploadListRequest.Start> start = Optional.empty();
  private boolean over;

  /// Takes a place among those that are open until it ends.
  ///
  /// @throws io.grpc.StatusRuntimeException `RESOURCE_EXHAUSTED` if there is none
  ListUpload(
      Function<String, WorkspaceLibrary> libraries,
      WorkPool pool,
      Semaphore open,
      StreamObserver<UploadListResponse> observer) {
    if (!open.tryAcquire()) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("too many lists are being uploaded: open=" + MAX_OPEN)
          .asRuntimeException();
    }
    this.libraries = libraries;
    this.pool = pool;
    this.open = open;
    this.observer = observer;
  }

  /// Keeps a list of ids.
  ///
  /// @throws io.grpc.StatusRuntimeException as the library refuses; what is logged of a mistake of
  ///   ours quotes no id
  static StaticList.Counted keep(WorkspaceLibrary library, Draft draft, List<String> ids) {
    try {
      if (ids.isEmpty()) {
        throw malformed("customers.ids", "a list needs at least one customer id");
      }
      return library.putList(draft, ids);
    } catch (RuntimeException e) {
      throw Failure.ofWrite(e);
    }
  }

  @Override
  public void onNext(UploadListRequest request) {
    if (over) {
      return;
    }
    try {
      take(request);
    } catch (RuntimeException e) {
      refuse(e);
    }
  }

  @Override
  public void onCompleted() {
    if (over) {
      return;
    }
    if (start.isEmpty()) {
      refuse(malformed("start", "a list begins with a start"));
      return;
    }
    UploadListRequest.Start named = start.get();
    over = true;
    try {
      pool.execute(() -> {
        try {
          Answers.send(
              observer,
              () ->
                  UploadListResponse.newBuilder()
                      .setList(ListDefinitionMapping.list(kept(named)))
                      .build());
        } finally {
          open.release();
        }
      });
    } catch (RuntimeException e) {
      open.release();
      observer.onError(Failure.of(e));
    }
  }

  /// The caller went away.
  @Override
  public void onError(Throwable cancelled) {
    end();
  }

  private StaticList.Counted kept(UploadListRequest.Start named) {
    return keep(libraries.apply(named.getWorkspace()), ListDefinitionMapping.draft(named), ids);
  }

  private void take(UploadListRequest request) {
    switch (request.getPartCase()) {
      case START -> {
        if (start.isPresent()) {
          throw malformed("start", "a list starts once");
        }
        start = Optional.of(request.getStart());
      }
      case CUSTOMERS -> {
        if (start.isEmpty()) {
          throw malformed("customers", "a list begins with a start");
        }
        ids.addAll(ListDefinitionMapping.ids(request.getCustomers(), ids.size(), MAX_IDS));
      }
      case PART_NOT_SET -> throw malformed("part", "a part of a list is missing");
    }
  }

  private void refuse(RuntimeException e) {
    end();
    observer.onError(Failure.ofWrite(e));
  }

  private void end() {
    if (!over) {
      over = true;
      ids.clear();
      open.release();
    }
  }

  private static EngineException malformed(String part, String message) {
    return EngineException.invalidArgument(part, message);
  }
}
