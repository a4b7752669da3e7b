package io.lamella.server.service;

import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.server.call.Answers;
import io.lamella.server.call.WorkPool;
import io.lamella.server.mapping.Workspaces;
import io.lamella.v1.AdminServiceGrpc;
import io.lamella.v1.GetWorkspaceRequest;
import io.lamella.v1.GetWorkspaceResponse;
import io.lamella.v1.PutWorkspaceRequest;
import io.lamella.v1.PutWorkspaceResponse;

/// Workspaces and their settings. On the pool: making a workspace takes a while.
public final class AdminService extends AdminServiceGrpc.AdminServiceImplBase {

  private final Engine engine;
  private final WorkPool pool;

  /// Over an engine.
  public AdminService(Engine engine, WorkPool pool) {
    this.engine = engine;
    this.pool = pool;
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
}
