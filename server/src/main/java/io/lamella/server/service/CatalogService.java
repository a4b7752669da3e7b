package io.lamella.server.service;

import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.engine.api.CatalogView;
import io.lamella.server.call.Answers;
import io.lamella.server.call.WorkPool;
import io.lamella.server.mapping.CatalogMapping;
import io.lamella.server.mapping.RequestLimit;
import io.lamella.server.mapping.Workspaces;
import io.lamella.v1.CatalogServiceGrpc;
import io.lamella.v1.GetCatalogRequest;
import io.lamella.v1.GetCatalogResponse;
import io.lamella.v1.ListAttributeValuesRequest;
import io.lamella.v1.ListAttributeValuesResponse;
import io.lamella.v1.ListPropertyValuesRequest;
import io.lamella.v1.ListPropertyValuesResponse;

/// What a workspace holds. On the pool throughout: counting values reads what they stand in.
public final class CatalogService extends CatalogServiceGrpc.CatalogServiceImplBase {

  private static final int DEFAULT_VALUES = 100;
  private static final int MAX_VALUES = 10_000;

  private final Engine engine;
  private final WorkPool pool;

  /// Over an engine.
  public CatalogService(Engine engine, WorkPool pool) {
    this.engine = engine;
    this.pool = pool;
  }

  @Override
  public void getCatalog(GetCatalogRequest request, StreamObserver<GetCatalogResponse> observer) {
    Answers.sendLater(
        pool,
        observer,
        () -> CatalogMapping.catalog(engine.describe(Workspaces.name(request.getWorkspace()))));
  }

  @Override
  public void listAttributeValues(
      ListAttributeValuesRequest request, StreamObserver<ListAttributeValuesResponse> observer) {
    Answers.sendLater(
        pool,
        observer,
        () -> {
          CatalogView.ValueList list =
              engine.attributeValues(
                  Workspaces.name(request.getWorkspace()),
                  request.getAttribute(),
                  request.getContaining(),
                  limit(request.getLimit()));
          return ListAttributeValuesResponse.newBuilder()
              .setSnapshot(list.snapshot())
              .addAllValues(CatalogMapping.values(list))
              .setDistinctValues(list.distinctValues())
              .build();
        });
  }

  @Override
  public void listPropertyValues(
      ListPropertyValuesRequest request, StreamObserver<ListPropertyValuesResponse> observer) {
    Answers.sendLater(
        pool,
        observer,
        () -> {
          CatalogView.ValueList list =
              engine.propertyValues(
                  Workspaces.name(request.getWorkspace()),
                  request.getBehaviour(),
                  request.getProperty(),
                  request.getContaining(),
                  limit(request.getLimit()));
          return ListPropertyValuesResponse.newBuilder()
              .setSnapshot(list.snapshot())
              .addAllValues(CatalogMapping.values(list))
              .setDistinctValues(list.distinctValues())
              .build();
        });
  }

  private static int limit(int given) {
    return RequestLimit.of(given, DEFAULT_VALUES, MAX_VALUES);
  }
}
