package io.lamella.server;

import static io.lamella.server.WriteParts.erasure;
import static io.lamella.server.WriteParts.event;
import static io.lamella.server.WriteParts.item;
import static io.lamella.server.WriteParts.request;
import static io.lamella.server.WriteParts.text;
import static io.lamella.server.WriteParts.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.lamella.engine.api.EngineException;
import io.lamella.v1.CreateListRequest;
import io.lamella.v1.CustomerIds;
import io.lamella.v1.EraseCustomersRequest;
import io.lamella.v1.IngestServiceGrpc;
import io.lamella.v1.RecordEventsRequest;
import io.lamella.v1.UpsertCustomersRequest;
import io.lamella.v1.Value;
import io.lamella.v1.WriteItem;
import io.lamella.v1.WriteRequest;
import io.lamella.v1.WriteResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: no customer's id or value is in a log line, a figure or a text of a refusal. Method: ids
/// and values that stand out, in every call that takes them, right and wrong; then a search through
/// everything that was written or answered.
class CanaryTest {

  private static final String CANARY = "canary";
  private static final String ID = "canary-customer";

  private final List<String> captured = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler = new Lines();
  private final List<Logger> loggers =
      List.of(Logger.getLogger("lamella.access"), Logger.getLogger("io.lamella"));
  private final FakeDoors doors = new FakeDoors();
  private final TestServer server = TestServer.start(doors);

  @BeforeEach
  void listen() {
    handler.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(handler);
    loggers.forEach(logger -> logger.setLevel(Level.ALL));
  }

  @AfterEach
  void close() {
    Logger.getLogger("").removeHandler(handler);
    loggers.forEach(logger -> logger.setLevel(null));
    server.close();
  }

  @Test
  void rightAndWrongWritesLeaveNoTrace() throws Exception {
    unary();
    stream(request(1, items()));
    stream(request(2));
    json();
    figures();

    assertNothingIsThere();
    assertThat(captured).anyMatch(line -> line.contains("IngestService/UpsertCustomers"));
    assertThat(captured).anyMatch(line -> line.contains("IngestService/Write"));
  }

  @Test
  void failuresOfTheEngineLeaveNoTrace() throws Exception {
    for (RuntimeException failure :
        List.of(
            new EngineException(EngineException.Code.READ_ONLY, "the disk is full"),
            new EngineException(EngineException.Code.INTERNAL, "mistake at " + ID),
            new IllegalStateException("mistake at " + ID, new IOException("because of " + ID)))) {
      doors.fail(failure);
      unary();
      stream(request(1, items()));
      json();
    }
    figures();

    assertNothingIsThere();
    assertThat(captured).anyMatch(line -> line.contains("unexpected failure"));
    assertThat(captured).anyMatch(line -> line.contains("java.lang.IllegalStateException"));
  }

  private void assertNothingIsThere() {
    assertThat(captured).isNotEmpty();
    assertThat(captured).noneMatch(line -> line.contains(CANARY));
  }

  private void unary() {
    keep(() ->
        server
            .ingest()
            .upsertCustomers(
                UpsertCustomersRequest.newBuilder()
                    .addCustomers(upsert(ID))
                    .addCustomers(upsert(ID.repeat(100)))
                    .addCustomers(upsert(ID).toBuilder().putSet("born", text("canary-soon")))
                    .addCustomers(
                        upsert(ID).toBuilder()
                            .putSet("n", Value.newBuilder().setDecimal("canary-1").build()))
                    .addCustomers(
                        upsert(ID).toBuilder()
                            .putSet("d", Value.newBuilder().setDate("canary-2").build()))
                    .build()));
    keep(() ->
        server
            .ingest()
            .recordEvents(
                RecordEventsRequest.newBuilder()
                    .addEvents(event(ID, "canary-event"))
                    .addEvents(event(ID, "canary-event").toBuilder().clearBehaviour())
                    .addEvents(
                        event(ID, "canary-event").toBuilder()
                            .setInstant(Timestamp.newBuilder().setNanos(-1)))
                    .build()));
    keep(() ->
        server
            .ingest()
            .eraseCustomers(
                EraseCustomersRequest.newBuilder()
                    .addCustomerIds(ID)
                    .addCustomerIds(ID.repeat(100))
                    .build()));
    keep(() ->
        server
            .ingest()
            .eraseCustomers(
                EraseCustomersRequest.newBuilder()
                    .addAllCustomerIds(Collections.nCopies(10_001, ID))
                    .build()));
    list(CustomerIds.newBuilder().addIds(ID).build());
    list(CustomerIds.newBuilder().addIds(ID).addIds("").build());
    list(CustomerIds.newBuilder().addAllIds(Collections.nCopies(100_001, ID)).build());
  }

  private void list(CustomerIds ids) {
    keep(() ->
        server
            .definitions()
            .createList(CreateListRequest.newBuilder().setName("l").setCustomers(ids).build()));
  }

  private static WriteItem[] items() {
    return new WriteItem[] {
      item(upsert(ID)), item(event(ID, "canary-event")), erasure(ID), erasure(ID.repeat(100))
    };
  }

  private void stream(WriteRequest request) throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    StreamObserver<WriteRequest> calls =
        IngestServiceGrpc.newStub(server.channel())
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .write(
                new StreamObserver<>() {
                  @Override
                  public void onNext(WriteResponse response) {
                    captured.add(response.toString());
                  }

                  @Override
                  public void onError(Throwable t) {
                    end.complete(t.toString());
                  }

                  @Override
                  public void onCompleted() {
                    end.complete("");
                  }
                });
    calls.onNext(request);
    calls.onCompleted();
    captured.add(end.get(30, TimeUnit.SECONDS));
  }

  private void json() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String body :
          List.of(
              "{\"customers\": [{\"customerId\": \"canary-1\", \"set\": {\"n\": {\"decimal\": \"canary\"}}}]}",
              "{\"customers\": [{\"customerId\": {\"id\": \"canary-1\"}}]}",
              "{\"customers\": [{\"customerId\": [\"canary-1\"]}]}",
              "{\"customers\": [{\"customerId\": \"canary-1\", \"set\": \"canary\"}]}",
              "{\"customers\": [{\"customerId\": \"canary-1\", \"sett\": 1}]}",
              "{\"customers\": [{\"customerId\": \"c\", \"set\": {\"n\": {\"integer\": \"canary\"}}}]}",
              "{\"customers\": [{\"customerId\": \"c\", \"set\": {\"n\": {\"instant\": \"canary\"}}}]}",
              "{\"customers\": [{\"customerId\": \"c\", \"set\": {\"n\": {\"boolean\": \"canary\"}}}]}",
              "{\"customers\": \"canary\"}",
              "{\"customers\": [\"canary\"]}",
              "{\"customers\": [{\"customerId\": \"canary\" \"x\"",
              "{'customers': canary}",
              "canary")) {
        captured.add(post(client, "IngestService/UpsertCustomers", body));
      }
      for (String body :
          List.of(
              "{\"name\": \"l\", \"customers\": {\"ids\": [\"canary-1\", {\"id\": \"canary-2\"}]}}",
              "{\"name\": \"l\", \"customers\": [\"canary-1\"]}",
              "{\"name\": \"l\", \"customers\": \"canary-1\"}")) {
        captured.add(post(client, "DefinitionService/CreateList", body));
      }
    }
  }

  private String post(HttpClient client, String method, String body) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://localhost:"
                            + server.server().httpPort().orElseThrow()
                            + "/lamella.v1."
                            + method))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private void figures() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      captured.add(
          client
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://localhost:"
                                  + server.server().httpPort().orElseThrow()
                                  + "/metrics"))
                      .build(),
                  BodyHandlers.ofString())
              .body());
    }
  }

  private void keep(Supplier<Object> call) {
    try {
      captured.add(call.get().toString());
    } catch (StatusRuntimeException e) {
      captured.add(e.toString());
      captured.add(String.valueOf(StatusProto.fromThrowable(e)));
    }
  }

  private final class Lines extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord line) {
      captured.add(formatter.format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
