package io.lamella.server.service;

import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.engine.WorkspaceLibrary;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.PreparedStages;
import io.lamella.engine.api.StaticList;
import io.lamella.server.call.Answers;
import io.lamella.server.call.CallDeadline;
import io.lamella.server.call.WorkPool;
import io.lamella.server.mapping.KlaviyoMapping;
import io.lamella.server.mapping.ListDefinitionMapping;
import io.lamella.server.mapping.PartitionDefinitionMapping;
import io.lamella.server.mapping.SegmentDefinitionMapping;
import io.lamella.server.mapping.SegmentForm;
import io.lamella.server.mapping.StageMapping;
import io.lamella.server.mapping.Workspaces;
import io.lamella.v1.CountStagesRequest;
import io.lamella.v1.CountStagesResponse;
import io.lamella.v1.CreateListRequest;
import io.lamella.v1.CreateListResponse;
import io.lamella.v1.CreatePartitionRequest;
import io.lamella.v1.CreatePartitionResponse;
import io.lamella.v1.CreateSegmentRequest;
import io.lamella.v1.CreateSegmentResponse;
import io.lamella.v1.DefinitionServiceGrpc;
import io.lamella.v1.DeleteListRequest;
import io.lamella.v1.DeleteListResponse;
import io.lamella.v1.DeletePartitionRequest;
import io.lamella.v1.DeletePartitionResponse;
import io.lamella.v1.DeleteSegmentRequest;
import io.lamella.v1.DeleteSegmentResponse;
import io.lamella.v1.GetListRequest;
import io.lamella.v1.GetListResponse;
import io.lamella.v1.GetPartitionRequest;
import io.lamella.v1.GetPartitionResponse;
import io.lamella.v1.GetSegmentRequest;
import io.lamella.v1.GetSegmentResponse;
import io.lamella.v1.ImportKlaviyoRequest;
import io.lamella.v1.ImportKlaviyoResponse;
import io.lamella.v1.ListListsRequest;
import io.lamella.v1.ListListsResponse;
import io.lamella.v1.ListPartitionsRequest;
import io.lamella.v1.ListPartitionsResponse;
import io.lamella.v1.ListSegmentsRequest;
import io.lamella.v1.ListSegmentsResponse;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.PartitionDefinition;
import io.lamella.v1.SegmentDefinition;
import io.lamella.v1.StageMovesRequest;
import io.lamella.v1.StageMovesResponse;
import io.lamella.v1.UpdatePartitionRequest;
import io.lamella.v1.UpdatePartitionResponse;
import io.lamella.v1.UpdateSegmentRequest;
import io.lamella.v1.UpdateSegmentResponse;
import io.lamella.v1.UploadListRequest;
import io.lamella.v1.UploadListResponse;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What a workspace keeps under names. On the pool throughout: a change waits for the disk, and
/// what is read may be long.
public final class DefinitionService extends DefinitionServiceGrpc.DefinitionServiceImplBase {

  /// The most ids of a list that comes in one request.
  private static final int MAX_IDS_AT_ONCE = 100_000;

  private final Engine engine;
  private final WorkPool pool;
  private final Semaphore uploads = new Semaphore(ListUpload.MAX_OPEN);

  /// Over an engine.
  public DefinitionService(Engine engine, WorkPool pool) {
    this.engine = engine;
    this.pool = pool;
  }

  // ---- segments

  @Override
  public void createSegment(
      CreateSegmentRequest request, StreamObserver<CreateSegmentResponse> observer) {
    later(
        request.getWorkspace(),
        observer,
        library ->
            CreateSegmentResponse.newBuilder()
                .setSegment(
                    kept(
                        library,
                        SegmentDefinitionMapping.draft(request),
                        SegmentDefinitionMapping.form(request)))
                .build());
  }

  @Override
  public void getSegment(GetSegmentRequest request, StreamObserver<GetSegmentResponse> observer) {
    String name = request.getName();
    later(
        request.getWorkspace(),
        observer,
        library ->
            SegmentDefinitionMapping.withVersions(
                request, library.segment(name), library.segmentUsers(name)));
  }

  @Override
  public void listSegments(
      ListSegmentsRequest request, StreamObserver<ListSegmentsResponse> observer) {
    later(
        request.getWorkspace(),
        observer,
        library -> SegmentDefinitionMapping.page(request, library.segments()));
  }

  @Override
  public void updateSegment(
      UpdateSegmentRequest request, StreamObserver<UpdateSegmentResponse> observer) {
    later(
        request.getWorkspace(),
        observer,
        library ->
            UpdateSegmentResponse.newBuilder()
                .setSegment(
                    kept(
                        library,
                        SegmentDefinitionMapping.draft(request),
                        SegmentDefinitionMapping.form(request)))
                .build());
  }

  @Override
  public void deleteSegment(
      DeleteSegmentRequest request, StreamObserver<DeleteSegmentResponse> observer) {
    later(
        request.getWorkspace(),
        observer,
        library -> {
          library.deleteSegment(request.getName(), SegmentDefinitionMapping.expected(request));
          return DeleteSegmentResponse.getDefaultInstance();
        });
  }

  private static SegmentDefinition kept(WorkspaceLibrary library, Draft draft, SegmentForm form) {
    return SegmentDefinitionMapping.segment(
        form.placing(expression -> library.putSegment(draft, expression)));
  }

  // ---- static lists

  @Override
  public void createList(CreateListRequest request, StreamObserver<CreateListResponse> observer) {
    Deadline deadline = CallDeadline.current();
    later(
        request.getWorkspace(),
        observer,
        library ->
            CreateListResponse.newBuilder()
                .setList(ListDefinitionMapping.list(kept(request, library, deadline)))
                .build());
  }

  private static StaticList.Counted kept(
      CreateListRequest request, WorkspaceLibrary library, Deadline deadline) {
    Draft draft = ListDefinitionMapping.draft(request);
    if (!request.hasCustomers()) {
      var asOf = ListDefinitionMapping.asOf(request);
      return ListDefinitionMapping.form(request)
          .placing(expression -> library.putList(draft, expression, asOf, deadline));
    }
    if (request.hasAsOf()) {
      throw EngineException.invalidArgument(
          "as_of", "an instant belongs to an expression, not to ids");
    }
    return ListUpload.keep(
        library, draft, ListDefinitionMapping.ids(request.getCustomers(), 0, MAX_IDS_AT_ONCE));
  }

  @Override
  public StreamObserver<UploadListRequest> uploadList(StreamObserver<UploadListResponse> observer) {
    return new ListUpload(this::library, pool, uploads, observer);
  }

  @Override
  public void getList(GetListRequest request, StreamObserver<GetListResponse> observer) {
    String name = request.getName();
    later(
        request.getWorkspace(),
        observer,
        library ->
            GetListResponse.newBuilder()
                .setList(ListDefinitionMapping.list(library.list(name)))
                .addAllUsedBy(library.listUsers(name))
                .build());
  }

  @Override
  public void listLists(ListListsRequest request, StreamObserver<ListListsResponse> observer) {
    later(
        request.getWorkspace(),
        observer,
        library -> ListDefinitionMapping.page(request, library.lists()));
  }

  @Override
  public void deleteList(DeleteListRequest request, StreamObserver<DeleteListResponse> observer) {
    later(
        request.getWorkspace(),
        observer,
        library -> {
          library.deleteList(request.getName());
          return DeleteListResponse.getDefaultInstance();
        });
  }

  // ---- partitions

  @Override
  public void createPartition(
      CreatePartitionRequest request, StreamObserver<CreatePartitionResponse> observer) {
    later(
        request.getWorkspace(),
        observer,
        library ->
            CreatePartitionResponse.newBuilder()
                .setPartition(
                    kept(
                        library,
                        PartitionDefinitionMapping.draft(request),
                        request.getStagesList()))
                .build());
  }

  @Override
  public void getPartition(
      GetPartitionRequest request, StreamObserver<GetPartitionResponse> observer) {
    later(
        request.getWorkspace(),
        observer,
        library ->
            PartitionDefinitionMapping.withVersions(request, library.partition(request.getName())));
  }

  @Override
  public void listPartitions(
      ListPartitionsRequest request, StreamObserver<ListPartitionsResponse> observer) {
    later(
        request.getWorkspace(),
        observer,
        library -> PartitionDefinitionMapping.page(request, library.partitions()));
  }

  @Override
  public void updatePartition(
      UpdatePartitionRequest request, StreamObserver<UpdatePartitionResponse> observer) {
    later(
        request.getWorkspace(),
        observer,
        library ->
            UpdatePartitionResponse.newBuilder()
                .setPartition(
                    kept(
                        library,
                        PartitionDefinitionMapping.draft(request),
                        request.getStagesList()))
                .build());
  }

  @Override
  public void deletePartition(
      DeletePartitionRequest request, StreamObserver<DeletePartitionResponse> observer) {
    later(
        request.getWorkspace(),
        observer,
        library -> {
          library.deletePartition(request.getName(), PartitionDefinitionMapping.expected(request));
          return DeletePartitionResponse.getDefaultInstance();
        });
  }

  private static PartitionDefinition kept(
      WorkspaceLibrary library, Draft draft, List<NamedExpression> stages) {
    return PartitionDefinitionMapping.partition(
        library.putPartition(draft, PartitionDefinitionMapping.stages(stages)));
  }

  @Override
  public void countStages(
      CountStagesRequest request, StreamObserver<CountStagesResponse> observer) {
    stages(
        request.getWorkspace(),
        observer,
        library -> library.stages(request.getPartition(), StageMapping.asOf(request)),
        StageMapping::counts);
  }

  @Override
  public void stageMoves(StageMovesRequest request, StreamObserver<StageMovesResponse> observer) {
    stages(
        request.getWorkspace(),
        observer,
        library ->
            library.moves(
                request.getPartition(), StageMapping.from(request), StageMapping.to(request)),
        StageMapping::moves);
  }

  // ---- Klaviyo

  @Override
  public void importKlaviyo(
      ImportKlaviyoRequest request, StreamObserver<ImportKlaviyoResponse> observer) {
    Answers.sendLater(pool, observer, () -> KlaviyoMapping.convert(request));
  }

  private <T> void stages(
      String workspace,
      StreamObserver<T> observer,
      Function<WorkspaceLibrary, PreparedStages> preparing,
      BiFunction<PreparedStages, long[][], T> answer) {
    Deadline deadline = CallDeadline.current();
    later(
        workspace,
        observer,
        library -> {
          deadline.check();
          try (PreparedStages prepared = preparing.apply(library)) {
            return answer.apply(prepared, prepared.counts(deadline));
          }
        });
  }

  private <T> void later(
      String workspace, StreamObserver<T> observer, Function<WorkspaceLibrary, T> answer) {
    Answers.sendLater(pool, observer, () -> answer.apply(library(workspace)));
  }

  private WorkspaceLibrary library(String workspace) {
    return engine.library(Workspaces.name(workspace));
  }
}
