package io.lamella.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.lamella.server.call.RequestId;
import io.lamella.v1.CountRequest;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Start, stop and what every client may expect beside the services.
class LamellaServerTest {

  @Test
  void healthIsServingForTheServerAndEachService() {
    try (TestServer server = TestServer.start()) {
      HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(server.channel());
      for (String service :
          new String[] {
            "",
            "lamella.v1.SegmentService",
            "lamella.v1.CatalogService",
            "lamella.v1.IngestService",
            "lamella.v1.AdminService"
          }) {
        assertThat(
                health
                    .check(HealthCheckRequest.newBuilder().setService(service).build())
                    .getStatus())
            .as(service)
            .isEqualTo(ServingStatus.SERVING);
      }
    }
  }

  @Test
  void reflectionListsTheServicesAndKnowsTheirMessages() throws Exception {
    try (TestServer server = TestServer.start()) {
      ServerReflectionResponse listed =
          reflect(server, ServerReflectionRequest.newBuilder().setListServices("").build());
      ServerReflectionResponse file =
          reflect(
              server,
              ServerReflectionRequest.newBuilder()
                  .setFileContainingSymbol("lamella.v1.SegmentService")
                  .build());

      assertThat(listed.getListServicesResponse().getServiceList())
          .extracting(ServiceResponse::getName)
          .contains(
              "lamella.v1.SegmentService",
              "lamella.v1.CatalogService",
              "lamella.v1.IngestService",
              "lamella.v1.AdminService",
              "grpc.health.v1.Health");
      assertThat(file.getFileDescriptorResponse().getFileDescriptorProtoCount()).isPositive();
    }
  }

  @Test
  void aCallersRequestIdComesBackAndABadOneIsReplaced() {
    try (TestServer server = TestServer.start()) {
      assertThat(answeredId(server, "order-66.a_b")).isEqualTo("order-66.a_b");
      assertThat(answeredId(server, "two words")).matches("[0-9a-f]{1,16}");
    }
  }

  @Test
  void aTakenPortIsNamed() {
    try (TestServer server = TestServer.start()) {
      int port = server.server().port();

      assertThatThrownBy(() ->
              LamellaServer.start(
                  ServerConfig.defaults().onPort(port).withEngine(TestServer.ENGINE)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port=" + port)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void startingPrintsNothingAndClosingTwiceIsLikeOnce() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      LamellaServer server =
          LamellaServer.start(ServerConfig.defaults().onPort(0).withEngine(TestServer.ENGINE));
      server.close();
      server.close();
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static String answeredId(TestServer server, String id) {
    Metadata headers = new Metadata();
    headers.put(RequestId.HEADER, id);
    AtomicReference<Metadata> answered = new AtomicReference<>(new Metadata());
    AtomicReference<Metadata> trailers = new AtomicReference<>(new Metadata());
    SegmentServiceGrpc.newBlockingStub(
            ClientInterceptors.intercept(
                server.channel(),
                MetadataUtils.newAttachHeadersInterceptor(headers),
                MetadataUtils.newCaptureMetadataInterceptor(answered, trailers)))
        .count(CountRequest.newBuilder().setExpression("everyone()").build());
    return String.valueOf(TestServer.present(answered.get()).get(RequestId.HEADER));
  }

  private static ServerReflectionResponse reflect(
      TestServer server, ServerReflectionRequest request) throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(server.channel())
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse message) {
                    answer.complete(message);
                  }

                  @Override
                  public void onError(Throwable t) {
                    answer.completeExceptionally(t);
                  }

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(request);
    ServerReflectionResponse response = answer.get(10, TimeUnit.SECONDS);
    requests.onCompleted();
    return response;
  }
}
