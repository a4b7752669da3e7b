package io.lamella.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.server.LamellaServer;
import io.lamella.server.ServerConfig;
import io.lamella.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The door's life: opened, asked by many, closed.
class WebDoorTest {

  private static final String EVERYONE = "{\"expression\": \"everyone()\"}";

  @Test
  void aTakenPortIsNamedWithItsOptionAndNothingIsLeftOpen() throws IOException {
    try (TestServer first = TestServer.startWithConsole()) {
      int taken = first.server().httpPort().orElseThrow();
      int grpc = freePort();
      ServerConfig config =
          ServerConfig.defaults().onPort(grpc).withEngine(TestServer.ENGINE).withConsole(taken);

      assertThatThrownBy(() -> LamellaServer.start(config))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("http-port=" + taken)
          .hasMessageContaining("in use");
      LamellaServer.start(config.withConsole(0)).close();
    }
  }

  @Test
  void withoutAnHttpPortThereIsNoDoor() {
    try (TestServer server = TestServer.start()) {
      assertThat(server.server().httpPort()).isEmpty();
      assertThat(server.server().hasConsole()).isFalse();
    }
  }

  @Test
  void closingEndsTheDoorAndFreesItsPort() throws IOException {
    int port;
    try (TestServer server = TestServer.startWithConsole()) {
      port = server.server().httpPort().orElseThrow();
      try (Browser browser = new Browser(port)) {
        assertThat(browser.call("SegmentService/Count", EVERYONE).statusCode()).isEqualTo(200);
      }
    }
    try (Browser browser = new Browser(port)) {
      assertThatThrownBy(() -> browser.get("/")).isInstanceOf(UncheckedIOException.class);
    }
    LamellaServer.start(
            ServerConfig.defaults().onPort(0).withEngine(TestServer.ENGINE).withConsole(port))
        .close();
  }

  @Test
  void twoHundredAtOnceAreAllAnswered() throws Exception {
    try (TestServer server = TestServer.startWithConsole();
        Browser browser = new Browser(server.server().httpPort().orElseThrow());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.loadShop();
      List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        calls.add(() -> browser.call("SegmentService/Count", EVERYONE));
        calls.add(() -> browser.get("/"));
      }

      for (Future<HttpResponse<String>> answer : threads.invokeAll(calls)) {
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
