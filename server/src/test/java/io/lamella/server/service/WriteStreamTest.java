package io.lamella.server.service;

import static io.lamella.server.WriteParts.erasure;
import static io.lamella.server.WriteParts.event;
import static io.lamella.server.WriteParts.item;
import static io.lamella.server.WriteParts.request;
import static io.lamella.server.WriteParts.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Write;
import io.lamella.server.FakeDoors;
import io.lamella.server.TestServer;
import io.lamella.v1.IngestServiceGrpc;
import io.lamella.v1.WriteItem;
import io.lamella.v1.WriteRequest;
import io.lamella.v1.WriteResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Goal: acknowledgements come in order, one for each request; a client that is too fast, or does
/// not listen, is slowed down; nothing is lost while the engine has no room.
class WriteStreamTest {

  private final FakeDoors doors = new FakeDoors();
  private final TestServer server = TestServer.start(doors);

  @AfterEach
  void close() {
    doors.release();
    server.close();
  }

  @Test
  void eachRequestIsAcknowledgedWithItsNumberAndCounts() throws Exception {
    Client client = new Client(Listening.ALWAYS);
    client.send(
        request(
            41,
            item(upsert("ada")),
            item(event("ada", "e1")),
            item(event("ada", "e1")),
            WriteItem.getDefaultInstance(),
            item(upsert("")),
            erasure("ben")));
    client.send(request(-7, item(upsert("cleo"))));

    List<WriteResponse> answers = client.finish();

    assertThat(answers).extracting(WriteResponse::getSequence).containsExactly(41L, -7L);
    WriteResponse first = answers.getFirst();
    assertThat(first.getSnapshot()).isEqualTo(1);
    assertThat(first.getStored()).isEqualTo(3);
    assertThat(first.getDuplicates()).isEqualTo(1);
    assertThat(first.getRefused()).isEqualTo(2);
    assertThat(first.getRefusalsList())
        .extracting(refused -> refused.getPosition() + " " + refused.getField())
        .containsExactly("3 ", "4 customer_id");
  }

  @Test
  void resultsInAnyOrderAreAcknowledgedInTheirs() throws Exception {
    doors.hold();
    Client client = new Client(Listening.ALWAYS);
    sendNumbered(client, 1, 10);
    until(() -> doors.batches().size() == 10);

    doors.release();

    assertThat(client.finish())
        .extracting(WriteResponse::getSequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
  }

  @Test
  void noMoreThanSixteenRequestsAreReadAheadOfTheirAcknowledgements() throws Exception {
    doors.hold();
    Client client = new Client(Listening.ALWAYS);
    sendNumbered(client, 1, 100);
    until(() -> doors.batches().size() == 16);
    Thread.sleep(200);
    assertThat(doors.batches()).hasSize(16);

    doors.release();

    assertThat(client.finish()).hasSize(100);
    assertThat(doors.writes())
        .extracting(Write::customerId)
        .startsWith("c1", "c2")
        .endsWith("c100");
  }

  @Test
  void whatTheEngineHasNoRoomForIsOfferedAgainInOrder() throws Exception {
    doors.overload(5);
    Client client = new Client(Listening.ALWAYS);
    sendNumbered(client, 1, 40);

    List<WriteResponse> answers = client.finish();

    assertThat(answers).hasSize(40);
    assertThat(doors.refusedFull()).isEqualTo(5);
    assertThat(doors.writes())
        .extracting(Write::customerId)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 40).mapToObj(number -> "c" + number).toList());
  }

  @Test
  void aClientThatDoesNotListenIsNotReadOn() throws Exception {
    Client client = new Client(Listening.NEVER);
    List<WriteItem> items =
        new ArrayList<>(Collections.nCopies(2_000, WriteItem.getDefaultInstance()));
    items.add(item(upsert("ada")));
    int sent = 200;
    for (int number = 1; number <= sent; number++) {
      client.send(request(number, items.toArray(WriteItem[]::new)));
    }
    // Each acknowledgement lists 2,000 refusals: a hundred kilobytes.
    until(() -> doors.batches().size() >= 16);
    int before = -1;
    while (before != doors.batches().size()) {
      before = doors.batches().size();
      Thread.sleep(300);
    }
    assertThat(before).isBetween(16, sent / 2);

    client.calls().request(sent);

    assertThat(client.finish()).hasSize(sent);
  }

  @Test
  void aRequestRefusedWholeEndsTheStreamAfterThoseBeforeIt() throws Exception {
    doors.hold();
    Client client = new Client(Listening.ALWAYS);
    sendNumbered(client, 1, 3);
    client.send(request(4));
    sendNumbered(client, 5, 6);
    until(() -> doors.batches().size() == 3);
    Thread.sleep(50);
    assertThat(client.answers()).isEmpty();

    doors.release();

    StatusRuntimeException refused = client.refusal();
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.getStatus().getDescription()).contains("writes=0");
    assertThat(client.answers()).extracting(WriteResponse::getSequence).containsExactly(1L, 2L, 3L);
    assertThat(doors.batches()).hasSize(3);
  }

  @Test
  void aBatchThatFailsEndsTheStreamWithItsCode() throws Exception {
    doors.fail(new EngineException(EngineException.Code.IMPORT_RUNNING, "an import is running"));
    Client client = new Client(Listening.ALWAYS);
    sendNumbered(client, 1, 1);

    assertThat(client.refusal().getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
  }

  @Test
  void aClientThatGoesAwayWhileTheEngineIsFullIsForgotten() throws Exception {
    doors.overload(Integer.MAX_VALUE);
    Client client = new Client(Listening.ALWAYS);
    sendNumbered(client, 1, 1);
    until(() -> doors.refusedFull() > 2);

    client.calls().cancel("the test goes away", new InterruptedException());

    Thread.sleep(300);
    int refused = doors.refusedFull();
    Thread.sleep(300);
    assertThat(doors.refusedFull()).isEqualTo(refused);
  }

  private static void sendNumbered(Client client, int from, int to) {
    for (int number = from; number <= to; number++) {
      client.send(request(number, item(upsert("c" + number))));
    }
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("half a minute has passed").isLessThan(end);
      Thread.sleep(2);
    }
  }

  private enum Listening {
    ALWAYS,
    NEVER
  }

  /// A stream as a client has it.
  private final class Client implements ClientResponseObserver<WriteRequest, WriteResponse> {
    private final List<WriteResponse> answers = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<List<WriteResponse>> end = new CompletableFuture<>();
    private final Listening listening;
    private @Nullable ClientCallStreamObserver<WriteRequest> calls;

    Client(Listening listening) {
      this.listening = listening;
      IngestServiceGrpc.newStub(server.channel())
          .withDeadlineAfter(60, TimeUnit.SECONDS)
          .write(this);
    }

    ClientCallStreamObserver<WriteRequest> calls() {
      return TestServer.present(calls);
    }

    void send(WriteRequest request) {
      calls().onNext(request);
    }

    List<WriteResponse> answers() {
      return List.copyOf(answers);
    }

    List<WriteResponse> finish() throws Exception {
      calls().onCompleted();
      return end.get(60, TimeUnit.SECONDS);
    }

    StatusRuntimeException refusal() throws InterruptedException, TimeoutException {
      try {
        throw new AssertionError(end.get(60, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        return (StatusRuntimeException) TestServer.present(e.getCause());
      }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WriteRequest> stream) {
      calls = stream;
      if (listening == Listening.NEVER) {
        stream.disableAutoRequestWithInitial(0);
      }
    }

    @Override
    public void onNext(WriteResponse response) {
      answers.add(response);
    }

    @Override
    public void onError(Throwable t) {
      end.completeExceptionally(t);
    }

    @Override
    public void onCompleted() {
      end.complete(answers());
    }
  }
}
