package io.lamella.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.lamella.engine.Engine;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineHealth.State;
import io.lamella.v1.CountRequest;
import io.lamella.v1.UpsertCustomersRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// What a server tells of itself while its engine is opened, and when writes are refused.
class RecoveryTest {

  private static final List<String> SERVICES =
      List.of(
          "",
          "lamella.v1.SegmentService",
          "lamella.v1.MessageService",
          "lamella.v1.DefinitionService",
          "lamella.v1.CatalogService",
          "lamella.v1.IngestService",
          "lamella.v1.AdminService");
  private static final CountRequest EVERYONE =
      CountRequest.newBuilder().setExpression("everyone()").build();

  @Test
  void whileItRecoversItListensAndSaysSo() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    FakeDoors doors = new FakeDoors();
    try (TestServer server =
        TestServer.begin(config -> {
          awaitLatch(go);
          return doors.over(Engine.open(config));
        })) {
      assertThat(SERVICES).allMatch(name -> status(server, name) == ServingStatus.NOT_SERVING);
      Refused refused = Refused.by(() -> server.segments().count(EVERYONE));
      assertThat(refused.code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(refused.description()).startsWith("recovering");
      assertThat(
              Refused.by(() ->
                      server.ingest().upsertCustomers(UpsertCustomersRequest.getDefaultInstance()))
                  .code())
          .isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
      HttpResponse<String> waiting = get(server, "/readyz");
      assertThat(waiting.statusCode()).isEqualTo(503);
      assertThat(waiting.body()).startsWith("recovering");
      assertThat(call(server).statusCode()).isEqualTo(503);
      assertThat(call(server).body()).contains("unavailable", "recovering");
      assertThat(get(server, "/metrics").body()).contains("lamella_ready 0.0");

      go.countDown();
      server.server().awaitReady();

      assertThat(SERVICES).allMatch(name -> status(server, name) == ServingStatus.SERVING);
      assertThat(server.segments().count(EVERYONE).getPopulation()).isZero();
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(server, "/readyz").body()).isEqualTo("ready\n");
      assertThat(call(server).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anEngineThatCannotBeOpenedIsTold() {
    try (TestServer server =
        TestServer.begin(_ -> {
          throw new EngineException(
              EngineException.Code.DAMAGED, "damaged: file=journal-3, offset=4096");
        })) {
      assertThatThrownBy(() -> server.server().awaitReady())
          .isInstanceOf(EngineException.class)
          .hasMessage("damaged: file=journal-3, offset=4096");
    }
  }

  @Test
  void whenWritesAreRefusedQuestionsAreReady() throws Exception {
    FakeDoors doors = new FakeDoors();
    try (TestServer server = TestServer.start(doors)) {
      doors.tell(State.REFUSING_WRITES, "no room on the disk");
      until(() -> status(server, "lamella.v1.IngestService") == ServingStatus.NOT_SERVING);

      assertThat(status(server, "")).isEqualTo(ServingStatus.SERVING);
      assertThat(status(server, "lamella.v1.SegmentService")).isEqualTo(ServingStatus.SERVING);
      HttpResponse<String> ready = get(server, "/readyz");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body())
          .isEqualTo("ready for questions; writes are refused: reason=no room on the disk\n");

      doors.tell(State.SERVING, "");
      until(() -> status(server, "lamella.v1.IngestService") == ServingStatus.SERVING);
    }
  }

  @Test
  void aServerThatIsClosedWhileItRecoversClosesTheEngineThen() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch opened = new CountDownLatch(1);
    Engine[] engine = new Engine[1];
    TestServer server =
        TestServer.begin(config -> {
          awaitLatch(go);
          engine[0] = Engine.open(config);
          opened.countDown();
          return new FakeDoors().over(engine[0]);
        });
    server.close();
    go.countDown();
    awaitLatch(opened);

    until(() -> isClosed(engine[0]));
  }

  @Test
  void onlyReadingIsPossibleAtTheProbes() throws Exception {
    try (TestServer server = TestServer.startWithConsole()) {
      for (String path : List.of("/healthz", "/readyz", "/metrics")) {
        HttpResponse<String> refused =
            send(HttpRequest.newBuilder(at(server, path)).POST(BodyPublishers.noBody()));
        assertThat(refused.statusCode()).as(path).isEqualTo(405);
      }
    }
  }

  @Test
  void figuresAreInPrometheusText() throws Exception {
    try (TestServer server = TestServer.start(new FakeDoors())) {
      server.loadShop();
      var _ = server.segments().count(EVERYONE);
      var _ = Refused.by(() -> server.segments().count(CountRequest.getDefaultInstance()));

      HttpResponse<String> figures = get(server, "/metrics");

      assertThat(figures.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
      assertThat(figures.body())
          .contains(
              "lamella_calls_seconds_count{method=\"lamella.v1.SegmentService/Count\",status=\"OK\"}"
                  + " 1",
              "lamella_calls_seconds_count{method=\"lamella.v1.SegmentService/Count\",status=\"INVALID_ARGUMENT\"}"
                  + " 1",
              "lamella_calls_seconds_bucket{method=\"lamella.v1.SegmentService/Count\",status=\"OK\",le=\"30.0\"}"
                  + " 1",
              "lamella_memory_used_bytes{purpose=\"attributes\"}",
              "lamella_memory_used_bytes{purpose=\"behaviours\"}",
              "lamella_memory_used_bytes{purpose=\"dictionaries\"}",
              "lamella_memory_used_bytes{purpose=\"staging\"}",
              "lamella_memory_budget_bytes 2.68435456E8",
              "lamella_journal_bytes 4096.0",
              "lamella_checkpoint_age_seconds ",
              "lamella_waiting_batches 3.0",
              "lamella_known_event_ids 12.0",
              "lamella_taking_writes 1.0",
              "lamella_ready 1.0",
              "lamella_snapshot{workspace=\"default\"} 1.0",
              "lamella_population{workspace=\"default\"} 12.0",
              "jvm_memory_used_bytes{",
              "lamella_unauthenticated_total 0.0");
    }
  }

  private static ServingStatus status(TestServer server, String service) {
    return HealthGrpc.newBlockingStub(server.channel())
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  private static HttpResponse<String> get(TestServer server, String path)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(server, path)));
  }

  private static HttpResponse<String> call(TestServer server)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(at(server, "/lamella.v1.SegmentService/Count"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"expression\": \"everyone()\"}")));
  }

  private static URI at(TestServer server, String path) {
    return URI.create("http://localhost:" + server.server().httpPort().orElseThrow() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static boolean isClosed(Engine engine) {
    try {
      return engine.count("everyone()") < 0;
    } catch (EngineException e) {
      return e.code() == EngineException.Code.CLOSED;
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("half a minute has passed").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
