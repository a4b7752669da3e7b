package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.server.WriteParts;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CreateListRequest;
import io.lamella.v1.CreateSegmentRequest;
import io.lamella.v1.CustomerIds;
import io.lamella.v1.DefinitionServiceGrpc;
import io.lamella.v1.DeleteListRequest;
import io.lamella.v1.EraseCustomersRequest;
import io.lamella.v1.GetListRequest;
import io.lamella.v1.GetListResponse;
import io.lamella.v1.ListDefinition;
import io.lamella.v1.ListListsRequest;
import io.lamella.v1.UploadListRequest;
import io.lamella.v1.UploadListResponse;
import io.lamella.v1.UpsertCustomersRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: lists are frozen over the wire, from an expression and from ids, and are left by nobody
/// but those who are erased. Method: a dozen customers.
class ListDefinitionsTest {

  private static final Timestamp APRIL =
      Timestamp.newBuilder()
          .setSeconds(Instant.parse("2026-04-01T00:00:00Z").getEpochSecond())
          .build();

  private final TestServer server = TestServer.start();

  @BeforeEach
  void load() {
    server.loadShop();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ListDefinition create(CreateListRequest.Builder request) {
    return server.definitions().createList(request.build()).getList();
  }

  private static CreateListRequest.Builder ids(String name, String... ids) {
    return CreateListRequest.newBuilder()
        .setName(name)
        .setCustomers(CustomerIds.newBuilder().addAllIds(List.of(ids)));
  }

  private GetListResponse get(String name) {
    return server.definitions().getList(GetListRequest.newBuilder().setName(name).build());
  }

  private long count(String expression) {
    return server
        .segments()
        .count(CountRequest.newBuilder().setExpression(expression).build())
        .getCount();
  }

  @Test
  void anAudienceIsFrozenWithItsExpressionSnapshotAndInstant() {
    ListDefinition list =
        create(
            CreateListRequest.newBuilder()
                .setName("spring")
                .setExpression("did('purchase').within(last('14d'))")
                .setAsOf(APRIL)
                .setDescription("bought in March")
                .addTags("campaign")
                .setAuthor("ada"));

    assertThat(list.toBuilder().clearSavedAt().build())
        .isEqualTo(
            ListDefinition.newBuilder()
                .setName("spring")
                .setDescription("bought in March")
                .addTags("campaign")
                .setAuthor("ada")
                .setCount(list.getCount())
                .setFromExpression(
                    ListDefinition.FromExpression.newBuilder()
                        .setExpression("did('purchase').within(last('14d'))")
                        .setSnapshot(1)
                        .setAsOf(APRIL)
                        .setCount(list.getCount()))
                .build());
    assertThat(list.getCount()).isPositive();
    assertThat(count("list('spring')")).isEqualTo(list.getCount());
    assertThat(count("did('purchase').within(last('14d'))")).isZero();
    assertThat(get("spring").getList()).isEqualTo(list);
  }

  @Test
  void idsThatAreNobodysAreCountedAndNotKept() {
    ListDefinition list = create(ids("picked", "ada", "bob", "ada", "nobody-1"));

    assertThat(list.getCount()).isEqualTo(2);
    assertThat(list.getFromIds().getGiven()).isEqualTo(3);
    assertThat(list.getFromIds().getUnknown()).isEqualTo(1);
    assertThat(server.members("list('picked')")).containsExactly("ada", "bob");
    assertThat(server.members("list('picked') && country == 'GB' && age > 18"))
        .containsExactly("ada");
  }

  @Test
  void whoIsErasedLeavesEveryList() {
    create(ids("picked", "ada", "bob"));
    create(CreateListRequest.newBuilder().setName("British").setExpression("country == 'GB'"));

    var _ =
        server
            .ingest()
            .eraseCustomers(EraseCustomersRequest.newBuilder().addCustomerIds("ada").build());
    assertThat(server.members("list('picked')")).containsExactly("bob");
    assertThat(get("picked").getList().getCount()).isEqualTo(1);
    assertThat(get("British").getList().getCount()).isEqualTo(3);
    assertThat(get("British").getList().getFromExpression().getCount()).isEqualTo(4);

    var _ =
        server
            .ingest()
            .upsertCustomers(
                UpsertCustomersRequest.newBuilder().addCustomers(WriteParts.upsert("ada")).build());
    assertThat(server.members("list('picked')")).as("the id comes back").containsExactly("bob");
  }

  @Test
  void listsAreFoundAndDeleted() {
    create(ids("a", "ada").addTags("x"));
    create(ids("b", "bob"));
    var _ =
        server
            .definitions()
            .createSegment(
                CreateSegmentRequest.newBuilder()
                    .setName("S")
                    .setExpression("list('a') && age > 1")
                    .build());

    assertThat(
            server
                .definitions()
                .listLists(ListListsRequest.newBuilder().setTag("x").build())
                .getListsList())
        .extracting(ListDefinition::getName)
        .containsExactly("a");
    assertThat(server.definitions().listLists(ListListsRequest.getDefaultInstance()).getListsList())
        .extracting(ListDefinition::getCount)
        .containsExactly(1L, 1L);
    Refused used = Refused.by(() -> delete("a"));
    assertThat(used.reason()).isEqualTo("IN_USE");
    assertThat(used.description()).isEqualTo("the list is in use: name=a, by segment 'S'");
    assertThat(get("a").getUsedByList()).containsExactly("segment 'S'");
    delete("b");
    Refused gone = Refused.by(() -> delete("b"));
    assertThat(gone.code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(gone.description()).startsWith("unknown list 'b'");
    assertThat(Refused.by(() -> count("list('b')")).violations())
        .containsExactly("expression: 1:1: unknown list 'b'; did you mean 'a'?");
  }

  private void delete(String name) {
    var _ = server.definitions().deleteList(DeleteListRequest.newBuilder().setName(name).build());
  }

  @Test
  void whatIsNoListIsRefusedByItsPlace() {
    create(ids("a", "ada"));

    assertThat(Refused.by(() -> create(ids("a", "bob"))).reason()).isEqualTo("ALREADY_EXISTS");
    assertThat(Refused.by(() -> create(ids("b", "bob", ""))).violations())
        .containsExactly("customers.ids[1]: a customer id is empty: position=1");
    assertThat(Refused.by(() -> create(ids("b"))).violations())
        .containsExactly("customers.ids: a list needs at least one customer id");
    assertThat(
            Refused.by(() ->
                    create(ids("b", Collections.nCopies(100_001, "x").toArray(new String[0]))))
                .violations())
        .containsExactly("customers.ids: too many customer ids: allowed=100000");
    assertThat(Refused.by(() -> create(ids("b", "bob").setAsOf(APRIL))).violations())
        .containsExactly("as_of: an instant belongs to an expression, not to ids");
    assertThat(Refused.by(() -> create(CreateListRequest.newBuilder().setName("b"))).violations())
        .containsExactly("expression: an expression or a predicate is missing");
    assertThat(
            Refused.by(() ->
                    create(CreateListRequest.newBuilder().setName("b").setExpression("agee > 1")))
                .violations())
        .containsExactly("expression: 1:1: unknown attribute 'agee'; did you mean 'age'?");
    assertThat(Refused.by(() -> create(ids(" ", "bob"))).violations().getFirst())
        .startsWith("name: a name is 1 to 200 characters");
  }

  @Test
  void aListComesInParts() throws Exception {
    ListDefinition list =
        upload(
                UploadListRequest.newBuilder()
                    .setStart(UploadListRequest.Start.newBuilder().setName("big").addTags("t"))
                    .build(),
                part("ada", "x1"),
                part("bob", "ada"))
            .get(30, TimeUnit.SECONDS)
            .getList();

    assertThat(list.getCount()).isEqualTo(2);
    assertThat(list.getTagsList()).containsExactly("t");
    assertThat(list.getFromIds().getGiven()).isEqualTo(3);
    assertThat(server.members("list('big')")).containsExactly("ada", "bob");
  }

  @Test
  void partsOutOfOrderAreRefusedAndLeaveNothing() {
    UploadListRequest start =
        UploadListRequest.newBuilder()
            .setStart(UploadListRequest.Start.newBuilder().setName("big"))
            .build();

    // More often than may be open at once: each gives its place back.
    for (int i = 0; i < 3; i++) {
      assertThat(refused(part("ada")).violations())
          .containsExactly("customers: a list begins with a start");
      assertThat(refused(start, start).violations()).containsExactly("start: a list starts once");
      assertThat(refused(start).violations())
          .containsExactly("customers.ids: a list needs at least one customer id");
      assertThat(refused(start, part("ada"), part("")).violations())
          .containsExactly("customers.ids[0]: a customer id is empty: position=1");
    }
    assertThat(Refused.by(() -> get("big")).code()).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void aStreamOfIdsHasALimit() {
    UploadListRequest[] parts = new UploadListRequest[102];
    parts[0] =
        UploadListRequest.newBuilder()
            .setStart(UploadListRequest.Start.newBuilder().setName("big"))
            .build();
    Arrays.fill(parts, 1, 102, part(Collections.nCopies(10_000, "x").toArray(new String[0])));

    assertThat(refused(parts).violations())
        .containsExactly("customers.ids: too many customer ids: allowed=1000000");
  }

  @Test
  void soManyUploadsAreOpenAtOnce() {
    List<StreamObserver<UploadListRequest>> open =
        List.of(opened(new CompletableFuture<>()), opened(new CompletableFuture<>()));

    Refused third = refused(part("ada"));

    assertThat(third.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(third.description()).isEqualTo("too many lists are being uploaded: open=2");
    open.forEach(StreamObserver::onCompleted);
  }

  private static UploadListRequest part(String... ids) {
    return UploadListRequest.newBuilder()
        .setCustomers(CustomerIds.newBuilder().addAllIds(List.of(ids)))
        .build();
  }

  private Refused refused(UploadListRequest... parts) {
    try {
      throw new AssertionError(upload(parts).get(30, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return Refused.of((StatusRuntimeException) TestServer.present(e.getCause()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private CompletableFuture<UploadListResponse> upload(UploadListRequest... parts) {
    CompletableFuture<UploadListResponse> answer = new CompletableFuture<>();
    StreamObserver<UploadListRequest> call = opened(answer);
    for (UploadListRequest part : parts) {
      call.onNext(part);
    }
    call.onCompleted();
    return answer;
  }

  private StreamObserver<UploadListRequest> opened(CompletableFuture<UploadListResponse> answer) {
    return DefinitionServiceGrpc.newStub(server.channel())
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .uploadList(
            new StreamObserver<>() {
              @Override
              public void onNext(UploadListResponse response) {
                answer.complete(response);
              }

              @Override
              public void onError(Throwable t) {
                answer.completeExceptionally(t);
              }

              @Override
              public void onCompleted() {
                answer.cancel(false);
              }
            });
  }
}
