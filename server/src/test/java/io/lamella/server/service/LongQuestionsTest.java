package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.lamella.server.ImportCall;
import io.lamella.server.ImportParts;
import io.lamella.server.Refused;
import io.lamella.server.ServerConfig;
import io.lamella.server.TestServer;
import io.lamella.v1.CatalogServiceGrpc;
import io.lamella.v1.CountManyRequest;
import io.lamella.v1.CountManyResponse;
import io.lamella.v1.CountRequest;
import io.lamella.v1.Expression;
import io.lamella.v1.GetCatalogRequest;
import io.lamella.v1.ImportRequest;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.MembersResponse;
import io.lamella.v1.PreviewRequest;
import io.lamella.v1.PreviewResponse;
import io.lamella.v1.SegmentServiceGrpc;
import io.lamella.v1.TableKind;
import io.lamella.v1.ValueType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: who asks much, reads slowly or goes away takes nothing from the others. Method: a server
/// with one worker and two streams, and customers whose ids are long enough to fill every buffer
/// between server and client.
class LongQuestionsTest {

  private static final int CUSTOMERS = 16_000;
  private static final String LONG_ID = "x".repeat(500);

  private static final ImportRequest CUSTOMER_TABLE =
      ImportParts.table(
          TableKind.TABLE_KIND_CUSTOMERS,
          "customers.csv",
          ImportParts.reserved("customer_id"),
          ImportParts.column("age", ValueType.VALUE_TYPE_NUMBER));

  private TestServer server;

  @BeforeEach
  void load() {
    server = TestServer.start(new ServerConfig(0, TestServer.ENGINE, 1, 4, 2));
    ImportCall call = server.openImport();
    call.send(ImportParts.start()).send(CUSTOMER_TABLE);
    for (int from = 0; from < CUSTOMERS; from += 1_000) {
      List<String> cells = new ArrayList<>();
      for (int i = from; i < from + 1_000; i++) {
        cells.addAll(List.of(LONG_ID + i, Integer.toString(i % 90)));
      }
      call.send(ImportParts.lines(0, 2, cells));
    }
    assertThat(call.send(ImportParts.commit()).finish().getLoaded()).isEqualTo(CUSTOMERS);
  }

  private void loadEvents() {
    ImportCall call = server.openImport();
    call.send(ImportParts.start())
        .send(
            ImportParts.table(
                TableKind.TABLE_KIND_EVENTS,
                "events.csv",
                ImportParts.reserved("customer_id"),
                ImportParts.reserved("event"),
                ImportParts.reserved("timestamp"),
                ImportParts.column("amount", ValueType.VALUE_TYPE_NUMBER)));
    for (int day = 1; day <= 9; day++) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < CUSTOMERS; i++) {
        cells.addAll(
            List.of(
                "buyer" + i,
                "purchase",
                "2026-03-0" + day + "T10:00:00Z",
                Integer.toString(day + i % 7)));
      }
      call.send(ImportParts.lines(0, 4, cells));
    }
    assertThat(call.send(ImportParts.commit()).finish().getRefused()).isZero();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPassedDeadlineEndsTheQuestionAndFreesItsWorker() throws InterruptedException {
    loadEvents();
    CountManyRequest heavy = heavy();

    Refused refused =
        Refused.by(() ->
            SegmentServiceGrpc.newBlockingStub(server.channel())
                .withDeadlineAfter(50, TimeUnit.MILLISECONDS)
                .countMany(heavy));

    assertThat(refused.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThatTheWorkerIsFree();
  }

  @Test
  void aPreviewThatNobodyWaitsForFreesItsWorker() throws InterruptedException {
    loadEvents();
    PreviewRequest heavy =
        PreviewRequest.newBuilder()
            .setExpression(
                heavy().getExpressionsList().stream()
                    .map(Expression::getExpression)
                    .collect(Collectors.joining(" || ")))
            .build();
    ListenableFuture<PreviewResponse> call =
        SegmentServiceGrpc.newFutureStub(server.channel()).preview(heavy);
    Thread.sleep(50);

    call.cancel(true);

    assertThatTheWorkerIsFree();
  }

  @Test
  void aFullQueueRefusesWhatIsLongAndShortQuestionsGoOn() throws InterruptedException {
    loadEvents();
    CountManyRequest heavy = heavy();
    BlockingQueue<Refused> refusals = new LinkedBlockingQueue<>();
    List<ListenableFuture<CountManyResponse>> calls = new ArrayList<>();
    // One runs, four wait.
    for (int i = 0; i < 12; i++) {
      calls.add(SegmentServiceGrpc.newFutureStub(server.channel()).countMany(heavy));
      Futures.addCallback(calls.getLast(), new Refusals(refusals), Runnable::run);
    }

    Refused refused = refusals.poll(30, TimeUnit.SECONDS);
    long meanwhile = count("age == 3");
    calls.forEach(call -> call.cancel(true));

    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refused.description()).contains("waiting=4");
    assertThat(meanwhile).isPositive();
    assertThatTheWorkerIsFree();
  }

  @Test
  void aStalledReaderTakesNoWorkerAndAllMembersArriveWhenItReadsOn() throws InterruptedException {
    Reader stalled = new Reader();
    stalled.awaitStart();

    assertThatTheWorkerIsFree();

    stalled.readAll();
    assertThat(stalled.ids).isEqualTo(CUSTOMERS);
  }

  @Test
  void aCancelledStreamFreesItsSnapshot() throws InterruptedException {
    Reader stalled = new Reader();
    stalled.awaitStart();
    long oneSnapshot = memory();
    server.load(ImportParts.start(), CUSTOMER_TABLE, ImportParts.lines(0, 2, LONG_ID + 0, "7"));
    assertThat(memory()).as("two snapshots").isGreaterThan(oneSnapshot * 3 / 2);

    stalled.cancel();

    for (int attempt = 0; attempt < 500 && memory() > oneSnapshot * 3 / 2; attempt++) {
      Thread.sleep(10);
    }
    assertThat(memory()).as("one snapshot").isLessThan(oneSnapshot * 3 / 2);
  }

  @Test
  void moreStreamsThanAllowedAreRefusedUntilOneEnds() throws InterruptedException {
    Reader first = new Reader();
    Reader second = new Reader();
    first.awaitStart();
    second.awaitStart();
    Iterator<MembersResponse> third =
        server.segments().members(MembersRequest.newBuilder().setExpression("everyone()").build());

    Refused refused = Refused.by(third::hasNext);

    assertThat(refused.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refused.description()).contains("open=2");
    first.cancel();
    second.cancel();
    for (int attempt = 0; attempt < 500; attempt++) {
      try {
        assertThat(server.members("age == 3")).isNotEmpty();
        return;
      } catch (StatusRuntimeException e) {
        Thread.sleep(10);
      }
    }
    throw new AssertionError("no stream can start");
  }

  /// 150 different measures over all events.
  private static CountManyRequest heavy() {
    CountManyRequest.Builder request = CountManyRequest.newBuilder();
    for (int i = 0; i < 150; i++) {
      request.addExpressions(
          Expression.newBuilder()
              .setExpression(
                  "did('purchase').where(amount > " + i / 15 + ").sum(amount) > " + i % 15));
    }
    return request.build();
  }

  /// Within ten seconds, far less than the heavy questions take, the pool answers again.
  private void assertThatTheWorkerIsFree() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      try {
        // The catalogue is always asked on the pool.
        long population =
            CatalogServiceGrpc.newBlockingStub(server.channel())
                .withDeadlineAfter(end - System.nanoTime(), TimeUnit.NANOSECONDS)
                .getCatalog(GetCatalogRequest.getDefaultInstance())
                .getPopulation();
        assertThat(population).isPositive();
        return;
      } catch (StatusRuntimeException e) {
        // Cancelled questions leave the queue when their turn comes.
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        Thread.sleep(10);
      }
    }
  }

  private long count(String expression) {
    return server
        .segments()
        .count(CountRequest.newBuilder().setExpression(expression).build())
        .getCount();
  }

  private long memory() {
    return server.server().engine().describe("default").memory().attributeBytes();
  }

  private record Refusals(BlockingQueue<Refused> refusals)
      implements FutureCallback<CountManyResponse> {
    @Override
    public void onSuccess(@Nullable CountManyResponse answer) {}

    @Override
    public void onFailure(Throwable t) {
      if (t instanceof StatusRuntimeException e) {
        refusals.add(Refused.of(e));
      }
    }
  }

  /// Asks for all members and reads only the start, until it is told to read on.
  private final class Reader implements ClientResponseObserver<MembersRequest, MembersResponse> {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int ids;
    private @Nullable ClientCallStreamObserver<MembersRequest> requests;

    Reader() {
      SegmentServiceGrpc.newStub(server.channel())
          .members(MembersRequest.newBuilder().setExpression("everyone()").build(), this);
    }

    void awaitStart() throws InterruptedException {
      assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    }

    void readAll() throws InterruptedException {
      requests().request(Integer.MAX_VALUE);
      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    void cancel() {
      requests().cancel("the test goes away", new InterruptedException());
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<MembersRequest> stream) {
      requests = stream;
      stream.disableAutoRequestWithInitial(1);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // gRPC calls it from one thread at a time.
    public void onNext(MembersResponse message) {
      ids += message.getBatch().getCustomerIdsCount();
      started.countDown();
    }

    @Override
    public void onError(Throwable t) {
      ended.countDown();
    }

    @Override
    public void onCompleted() {
      ended.countDown();
    }

    private ClientCallStreamObserver<MembersRequest> requests() {
      return TestServer.present(requests);
    }
  }
}
