package io.lamella.server.service;

import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.engine.api.CheckpointSummary;
import io.lamella.server.call.Answers;
import io.lamella.server.call.Failure;
import io.lamella.server.call.WorkPool;
import io.lamella.server.mapping.OperationMapping;
import io.lamella.server.mapping.Workspaces;
import io.lamella.v1.AdminServiceGrpc;
import io.lamella.v1.CheckpointRequest;
import io.lamella.v1.CheckpointResponse;
import io.lamella.v1.GetHealthRequest;
import io.lamella.v1.GetHealthResponse;
import io.lamella.v1.GetWorkspaceRequest;
import io.lamella.v1.GetWorkspaceResponse;
import io.lamella.v1.PutRetentionRequest;
import io.lamella.v1.PutRetentionResponse;
import io.lamella.v1.PutWorkspaceRequest;
import io.lamella.v1.PutWorkspaceResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Workspaces, their settings, upkeep. On the pool: making a workspace takes a while.
public final class AdminService extends AdminServiceGrpc.AdminServiceImplBase {

  private final Engine engine;
  private final Upkeep upkeep;
  private final WorkPool pool;
  private final Executor threads;

  /// Over an engine.
  ///
  /// @param threads where answers are made that take their time
  public AdminService(EngineDoors doors, WorkPool pool, Executor threads) {
    this.engine = doors.engine();
    this.upkeep = doors.upkeep();
    this.pool = pool;
    this.threads = threads;
  }

  @Override
  public void putWorkspace(
      PutWorkspaceRequest request, StreamObserver<PutWorkspaceResponse> observer) {
    Answers.sendLater(
        pool,
        observer,
        () ->
            PutWorkspaceResponse.newBuilder()
                .setSettings(
                    Workspaces.write(
                        engine.putWorkspace(
                            Workspaces.name(request.getWorkspace()),
                            Workspaces.read(request.getSettings()))))
                .build());
  }

  @Override
  public void getWorkspace(
      GetWorkspaceRequest request, StreamObserver<GetWorkspaceResponse> observer) {
    Answers.sendLater(
        pool,
        observer,
        () ->
            GetWorkspaceResponse.newBuilder()
                .setSettings(
                    Workspaces.write(
                        engine.catalog(Workspaces.name(request.getWorkspace())).settings()))
                .build());
  }

  @Override
  public void putRetention(
      PutRetentionRequest request, StreamObserver<PutRetentionResponse> observer) {
    Answers.sendLater(
        pool,
        observer,
        () -> {
          upkeep.putRetention(
              Workspaces.name(request.getWorkspace()),
              request.getBehaviour(),
              OperationMapping.days(request));
          return PutRetentionResponse.getDefaultInstance();
        });
  }

  /// Waits on no thread: a checkpoint takes minutes.
  @Override
  public void checkpoint(CheckpointRequest request, StreamObserver<CheckpointResponse> observer) {
    CompletableFuture<CheckpointSummary> summary;
    try {
      summary = upkeep.checkpoint(request.getPurge());
    } catch (RuntimeException e) {
      observer.onError(Failure.of(e));
      return;
    }
    Answers.sendWhenDone(
        summary, Context.currentContextExecutor(threads), observer, OperationMapping::checkpoint);
  }

  @Override
  public void getHealth(GetHealthRequest request, StreamObserver<GetHealthResponse> observer) {
    Answers.send(observer, () -> OperationMapping.health(upkeep.health()));
  }
}
